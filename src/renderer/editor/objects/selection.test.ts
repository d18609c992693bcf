import { expect, test } from 'vitest'
import { rect, TestEditor, testObject } from '../testing/testEditor'
import { rangeTo } from './selection'

const objects = ['a', 'b', 'c', 'd'].map((name, i) =>
  testObject(name, rect(i * 10, 0, 5, 5), { order: i + 1 })
)
const idOf = (at: number): (typeof objects)[number]['id'] => {
  const object = objects[at]
  if (!object) throw new Error(`There is no object ${at}`)
  return object.id
}
const range = (selected: readonly number[], to: number): string[] => {
  const driver = new TestEditor(objects)
  driver.editor.select(selected.map(idOf))
  return rangeTo(driver.state, idOf(to)).map((id) => id.slice('object-'.length))
}

test('a range goes from the object selected last, in either direction, and that stays the last', () => {
  expect(range([0, 1], 3)).toEqual(['c', 'd', 'b'])
  expect(range([2], 0)).toEqual(['a', 'b', 'c'])
  expect(range([2], 2)).toEqual(['c'])
})

test('without a selection it is the object alone', () => {
  expect(range([], 2)).toEqual(['c'])
})
