import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode } from '../../e2e/chromium/codec'

const typedArray = fc.oneof(
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int8Array(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array()
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(undefined, null, true, false, NaN, Infinity, -Infinity, -0),
    fc.double(),
    fc.string({ unit: 'binary' }),
    typedArray,
    fc.array(tie('tree')),
    fc.dictionary(
      fc.string().filter((key) => key !== '$' && key !== '__proto__'),
      tie('tree'),
      { noNullPrototype: true }
    )
  )
}))

test('whatever Electron would carry comes back as a structured clone of it', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(decode(encode(value))).toStrictEqual(structuredClone(value))
    })
  )
})

test('a part of a larger buffer is sent alone', () => {
  const part = new Uint32Array(new Uint32Array([1, 2, 3, 4, 5]).buffer, 4, 3)
  expect(decode(encode({ part }))).toStrictEqual({ part: Uint32Array.from([2, 3, 4]) })
})

test.each([
  ['a function', () => undefined],
  ['an instance of a class', new Map()],
  ['the key that marks what JSON cannot say', { $: 1 }],
  ['a big integer', 1n]
])('%s is refused', (_name, value) => {
  expect(() => encode({ value })).toThrow(/cannot be sent/)
})
