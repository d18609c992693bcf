import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromFloat16, toFloat16 } from './float16'

const all = Uint16Array.from({ length: 65536 }, (_, i) => i)

describe('half precision', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x83ff, -1023 * 2 ** -24],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY]
  ])('%i is %d', (bits, value) => {
    expect(fromFloat16(Uint16Array.of(bits))).toEqual(Float32Array.of(value))
    expect(toFloat16(Float32Array.of(value))).toEqual(Uint16Array.of(bits))
  })

  it('gives every number back', () => {
    const isNumber = (bits: number): boolean => (bits & 0x7fff) <= 0x7c00
    const numbers = all.filter(isNumber)
    const again = toFloat16(fromFloat16(numbers))
    expect(numbers.filter((bits, i) => again[i] !== bits)).toHaveLength(0)
    expect(fromFloat16(toFloat16(Float32Array.of(Number.NaN)))).toEqual(Float32Array.of(Number.NaN))
  })

  it.each([
    [65519.99, 65504],
    [65520, Number.POSITIVE_INFINITY],
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1 + 2 ** -9],
    [2 ** -25, 0],
    [1.001 * 2 ** -25, 2 ** -24],
    [3 * 2 ** -25, 2 ** -23]
  ])('%d becomes %d: the nearest, ties to even', (value, nearest) => {
    expect(fromFloat16(toFloat16(Float32Array.of(value)))).toEqual(Float32Array.of(nearest))
  })

  it('is never further away than half a step', () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const [found = 0] = fromFloat16(toFloat16(Float32Array.of(value)))
        const step = Math.max(2 ** -24, 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10))
        expect(Math.abs(found - value)).toBeLessThanOrEqual(step / 2)
      })
    )
  })
})
