import { expect, test } from 'vitest'
import { newClassName, searchClasses } from './classSearch'
import { classOf } from './testing/records'

const labels = [classOf(1, 'racing car'), classOf(2, 'Cart'), classOf(3, 'tree'), classOf(4, 'car')]
const names = (typed: string): string[] => searchClasses(labels, typed).map(({ name }) => name)

test('classes are found by part of their names, the nearest first', () => {
  expect(names('')).toEqual(['racing car', 'Cart', 'tree', 'car'])
  expect(names(' CAR ')).toEqual(['car', 'Cart', 'racing car'])
  expect(names('bus')).toEqual([])
  expect(labels[0]?.name).toBe('racing car')
})

test('a name that no class has can become one', () => {
  expect(newClassName(labels, ' bus ')).toBe('bus')
  expect(newClassName(labels, 'TREE')).toBeNull()
  expect(newClassName(labels, '  ')).toBeNull()
})
