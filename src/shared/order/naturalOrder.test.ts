import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames, sortByPath, sortNames } from './naturalOrder'

const sorted = (...paths: string[]): string[] =>
  sortByPath(paths.map((path) => ({ path }))).map(({ path }) => path)

test('numbers count as numbers', () => {
  expect(sorted('img10.jpg', 'img2.jpg', 'IMG1.jpg', 'img02.jpg')).toEqual([
    'IMG1.jpg',
    'img02.jpg',
    'img2.jpg',
    'img10.jpg'
  ])
})

test('a folder’s own files come before its subfolders, and subfolders in natural order', () => {
  expect(sorted('b/1.jpg', 'z.jpg', 'b/a/1.jpg', 'b10/1.jpg', 'b2/1.jpg', 'a.jpg', 'b/2.jpg')).toEqual([
    'a.jpg',
    'z.jpg',
    'b/1.jpg',
    'b/2.jpg',
    'b/a/1.jpg',
    'b2/1.jpg',
    'b10/1.jpg'
  ])
})

test('other alphabets are in their order', () => {
  expect(sorted('яблоко.jpg', 'ёж.jpg', 'абрикос.jpg', 'ель.jpg')).toEqual([
    'абрикос.jpg',
    'ёж.jpg',
    'ель.jpg',
    'яблоко.jpg'
  ])
})

const part = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', '0', '1', '2', '10', '.', 'é'),
  minLength: 1,
  maxLength: 4
})
const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))

test('the order does not depend on where one starts', () => {
  const permuted = fc
    .uniqueArray(path, { maxLength: 12 })
    .chain((paths) =>
      fc.tuple(
        fc.constant(paths),
        fc.shuffledSubarray(paths, { minLength: paths.length, maxLength: paths.length })
      )
    )
  fc.assert(
    fc.property(permuted, ([paths, others]) => {
      expect(sorted(...others)).toEqual(sorted(...paths))
    })
  )
})

test('names are in one order only', () => {
  fc.assert(
    fc.property(fc.uniqueArray(part), (names) => {
      const inOrder = sortNames([...names], (name) => name)
      for (const [i, name] of inOrder.slice(1).entries()) {
        expect(compareNames(inOrder[i] ?? '', name)).toBeLessThan(0)
      }
    })
  )
})
