import { describe, expect, it } from 'vitest'
import { assertRange, MAX_READ_BYTES } from './range'

const fail = (): Error => new Error('outside')

describe('assertRange', () => {
  it.each([
    [0, 0, 0],
    [0, 10, 10],
    [10, 0, 10],
    [3, 4, 10],
    [2 ** 40, MAX_READ_BYTES, 2 ** 41]
  ])('lets bytes inside pass: %i + %i of %i', (offset, length, size) => {
    expect(() => assertRange(offset, length, size, fail)).not.toThrow()
  })

  it.each([
    [0, 11, 10],
    [10, 1, 10],
    [11, 0, 10],
    [-1, 1, 10],
    [0, -1, 10],
    [0, Number.NaN, 10],
    [Number.NaN, 0, 10],
    [0.5, 1, 10],
    [0, 2 ** 31, 2 ** 40],
    [2 ** 53, 1, 10],
    [Number.MAX_VALUE, 1, 10],
    [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  ])('refuses bytes outside, and what no read can hold: %d + %d of %d', (offset, length, size) => {
    expect(() => assertRange(offset, length, size, fail)).toThrow('outside')
  })
})
