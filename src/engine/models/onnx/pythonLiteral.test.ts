import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNames, parseNumbers } from './pythonLiteral'

const entries = (text: string): unknown[] | undefined => {
  const names = parseNames(text)
  return names && [...names]
}

describe('class names as Python prints them', () => {
  it.each([
    [
      "{0: 'person', 1: 'traffic light'}",
      [
        [0, 'person'],
        [1, 'traffic light']
      ]
    ],
    [
      "{0: \"driver's seat\", 2: 'a, b: {c}'}",
      [
        [0, "driver's seat"],
        [2, 'a, b: {c}']
      ]
    ],
    [
      "['cat', 'dog',]",
      [
        [0, 'cat'],
        [1, 'dog']
      ]
    ],
    [
      '{"0": "cat", "1": "dog"}',
      [
        [0, 'cat'],
        [1, 'dog']
      ]
    ],
    [
      "{0: 'back\\\\slash', 1: 'quote\\' and \"'}",
      [
        [0, 'back\\slash'],
        [1, 'quote\' and "']
      ]
    ],
    [
      "{0: 'caf\\xe9', 1: '\\u732b', 2: '\\U0001f431', 3: '\\t'}",
      [
        [0, 'café'],
        [1, '猫'],
        [2, '🐱'],
        [3, '\t']
      ]
    ],
    ["{0: 'человек'}", [[0, 'человек']]],
    ['{}', []],
    ['[]', []]
  ])('%s', (text, expected) => {
    expect(entries(text)).toEqual(expected)
  })

  it.each([
    '',
    'person',
    `{0: '${'\\'.repeat(99)}`,
    "{0: 'person'",
    "{0 'person'}",
    "{'a': 'person'}",
    "{-1: 'person'}",
    '{0: 1}',
    "['a' 'b']",
    "{0: 'open}",
    "__import__('os')"
  ])('refuses %j', (text) => {
    expect(parseNames(text)).toBeUndefined()
  })

  it('reads back any names in JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const text = JSON.stringify(names)
        // JSON escapes some marks in ways that Python does not have.
        fc.pre(!/\\[bf]/.test(text))
        expect([...(parseNames(text) ?? new Map<number, string>()).values()]).toEqual(names)
      })
    )
  })

  it('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseNames(`{0: '${text}`)).not.toThrow()
      })
    )
  })
})

describe('numbers', () => {
  it.each([
    ['[640, 480]', [640, 480]],
    ['32', [32]],
    ['', []]
  ])('of %j', (text, numbers) => {
    expect(parseNumbers(text)).toEqual(numbers)
  })
})
