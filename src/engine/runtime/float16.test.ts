import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHalf, fromHalves, toHalf, toHalves } from './float16'

describe('16-bit numbers', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [0.333251953125, 0x3555],
    [65504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [1023 * 2 ** -24, 0x03ff],
    [Infinity, 0x7c00],
    [-Infinity, 0xfc00],
    [NaN, 0x7e00]
  ])('writes %d as its bits and back', (value, half) => {
    expect(toHalf(value)).toBe(half)
    expect(fromHalf(half)).toBe(value)
  })

  it.each([
    ['a tie to the even neighbour below', 1 + 2 ** -11, 0x3c00],
    ['a tie to the even neighbour above', 1 + 3 * 2 ** -11, 0x3c02],
    ['what is just over a tie', 1 + 2 ** -11 + 2 ** -20, 0x3c01],
    ['the largest that stays finite', 65519, 0x7bff],
    ['what is nearer to the next power', 65520, 0x7c00],
    ['a tie below the smallest', 2 ** -25, 0x0000],
    ['what is over half of the smallest', 2 ** -25 + 2 ** -30, 0x0001],
    ['up to the smallest normal', 2 ** -14 - 2 ** -26, 0x0400]
  ])('rounds %s', (_name, value, half) => {
    expect(toHalf(value)).toBe(half)
  })

  it('keeps every 16-bit number', () => {
    const all = Uint16Array.from({ length: 1 << 16 }, (_, half) => half)
    const back = toHalves(fromHalves(all))
    const isNan = (half: number): boolean => (half & 0x7fff) > 0x7c00
    expect(all.every((half, i) => isNan(half) || back[i] === half)).toBe(true)
  })

  it('finds the nearest', () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const half = toHalf(value)
        const error = Math.abs(fromHalf(half) - value)
        for (const other of [half - 1, half + 1]) {
          if (other >= 0 && other <= 0xffff)
            expect(Math.abs(fromHalf(other) - value) >= error || Number.isNaN(fromHalf(other))).toBe(true)
        }
      })
    )
  })
})
