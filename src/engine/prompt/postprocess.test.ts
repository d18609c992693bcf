import { decodeRle } from '@shared/mask/rle'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOW_RES } from './lowRes'
import { modelSpace, type ModelSpace } from './modelSpace'
import { maskUpsampler } from './postprocess'
import { isConsistent } from '@shared/mask/measure'

const INPUT = 1024

/** torch's bilinear interpolation of one axis without corner alignment: the two neighbours and the fraction. */
function sample(i: number, from: number, to: number): [low: number, high: number, fraction: number] {
  const position = Math.max(0, ((i + 0.5) * from) / to - 0.5)
  const low = Math.floor(position)
  return [low, Math.min(from - 1, low + 1), position - low]
}

/** The value at an image pixel, step by step as the official code does it. */
function valueAt(logits: Float32Array, space: ModelSpace, x: number, y: number): number {
  const low = (i: number, j: number): number => {
    const [x0, x1, fx] = sample(i, LOW_RES, INPUT)
    const [y0, y1, fy] = sample(j, LOW_RES, INPUT)
    const at = (a: number, b: number): number => logits[b * LOW_RES + a] ?? 0
    return (
      (at(x0, y0) * (1 - fx) + at(x1, y0) * fx) * (1 - fy) + (at(x0, y1) * (1 - fx) + at(x1, y1) * fx) * fy
    )
  }
  const [x0, x1, fx] = sample(x, space.width, space.imageWidth)
  const [y0, y1, fy] = sample(y, space.height, space.imageHeight)
  return (
    (low(x0, y0) * (1 - fx) + low(x1, y0) * fx) * (1 - fy) + (low(x0, y1) * (1 - fx) + low(x1, y1) * fx) * fy
  )
}

/** Smooth islands and lakes that touch the borders, from a few numbers. */
function landscape(waves: readonly [number, number, number][], level: number): Float32Array {
  return Float32Array.from({ length: LOW_RES * LOW_RES }, (_, i) => {
    const x = i % LOW_RES
    const y = Math.floor(i / LOW_RES)
    return waves.reduce((sum, [a, b, phase]) => sum + Math.sin(x * a + y * b + phase), level)
  })
}

function expectSameAsNaive(logits: Float32Array, width: number, height: number): void {
  const space = modelSpace(width, height, { inputSize: INPUT })
  const mask = maskUpsampler(space)(logits)
  expect(isConsistent(mask)).toBe(true)
  expect(
    Array.from(mask.counts)
      .slice(1)
      .every((run) => run > 0)
  ).toBe(true)
  const { data } = decodeRle(mask)
  expect(mask.area).toBe(data.reduce((sum, bit) => sum + bit, 0))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = valueAt(logits, space, x, y)
      const bit = data[y * width + x] === 1
      // Only where the sum is zero to the last digits may the order of additions decide.
      if (bit !== value > 0 && Math.abs(value) > 1e-9)
        expect.fail(`(${x}, ${y}) is ${bit}, its value ${value}`)
    }
  }
}

describe('maskUpsampler', () => {
  const wave = fc.tuple(
    fc.double({ min: -0.6, max: 0.6, noNaN: true }),
    fc.double({ min: -0.6, max: 0.6, noNaN: true }),
    fc.double({ min: 0, max: 6, noNaN: true })
  )
  const side = fc.integer({ min: 1, max: 160 })

  it('is the official two-step interpolation', () => {
    fc.assert(
      fc.property(
        fc.array(wave, { minLength: 1, maxLength: 4 }),
        side,
        side,
        fc.integer({ min: -2, max: 2 }),
        (...p) => {
          const [waves, width, height, level] = p
          expectSameAsNaive(landscape(waves, level), width, height)
        }
      ),
      { numRuns: 60 }
    )
  })

  it.each([
    [1024, 819],
    [1800, 1200],
    [534, 800]
  ])('is so for an image of %i×%i', (width, height) => {
    expectSameAsNaive(landscape([[0.21, 0.13, 0], [-0.05, 0.31, 2]], -0.4), width, height) // prettier-ignore
  })

  it('knows empty and full masks', () => {
    const space = modelSpace(300, 200, { inputSize: INPUT })
    const upsample = maskUpsampler(space)
    const none = upsample(new Float32Array(LOW_RES * LOW_RES).fill(-1))
    expect([none.area, ...none.counts]).toEqual([0, 60_000])
    const all = upsample(new Float32Array(LOW_RES * LOW_RES).fill(1))
    expect([all.area, ...all.counts]).toEqual([60_000, 0, 60_000])
  })
})
