import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRle } from '@shared/mask/rle'
import type { FloatTensor } from '../runtime/ort'
import type { Frame } from './family'
import { maskMaker } from './prototypes'

const frame = (width: number, height: number, scale: number, padX: number, padY: number): Frame => ({
  ...{ imageWidth: width, imageHeight: height, inputWidth: 16, inputHeight: 16 },
  ...{ scaleX: scale, scaleY: scale, padX, padY }
})
const tensor = (values: readonly number[], ...dims: number[]): FloatTensor => {
  return { data: Float32Array.from(values), dims: [1, ...dims] }
}

/** Each pixel by itself: the weighted sum at the place of its centre, between the nearest samples. */
function naive(
  prototypes: FloatTensor,
  coefficients: Float32Array,
  at: Frame,
  x: number,
  y: number
): boolean {
  const [, , height = 0, width = 0] = prototypes.dims
  const logit = (column: number, row: number): number =>
    coefficients.reduce(
      (sum, weight, k) => sum + weight * (prototypes.data[(k * height + row) * width + column] ?? 0),
      0
    )
  const place = (i: number, pad: number, size: number): number =>
    Math.min(size - 1, Math.max(0, (((i + 0.5) * at.scaleX + pad) / 16) * size - 0.5))
  const u = place(x, at.padX, width)
  const v = place(y, at.padY, height)
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const mix = (a: number, b: number, share: number): number => a * (1 - share) + b * share
  const upper = mix(logit(left, top), logit(right, top), u - left)
  return mix(upper, mix(logit(left, bottom), logit(right, bottom), u - left), v - top) > 1e-9
}

describe('masks from prototypes', () => {
  it('are upsampled between the samples’ centres', () => {
    // Samples at input columns 2, 6, 10, 14; the logit passes 0 halfway between 6 and 10: at 8, of 16.
    const prototypes = tensor([1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1], 1, 4, 4)
    const make = maskMaker(prototypes, frame(4, 2, 4, 0, 4))
    const mask = make(Float32Array.of(2), { x: 0, y: 0, width: 4, height: 2 })
    expect([...decodeRle(mask).data]).toEqual([1, 1, 0, 0, 1, 1, 0, 0])
  })

  it('are cut to the pixels whose index lies in the box', () => {
    const make = maskMaker(tensor([1], 1, 1, 1), frame(4, 4, 4, 0, 0))
    const mask = make(Float32Array.of(1), { x: 0.5, y: 1, width: 2, height: 1.5 })
    expect([...decodeRle(mask).data]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0])
  })

  it('are empty for an empty box', () => {
    const make = maskMaker(tensor([1], 1, 1, 1), frame(4, 4, 4, 0, 0))
    expect([...make(Float32Array.of(1), { x: 4, y: 2, width: 0, height: 0 }).counts]).toEqual([16])
  })

  it('are what each pixel by itself would be, one object after the other', () => {
    const logit = fc.integer({ min: -4, max: 4 })
    const side = fc.integer({ min: 1, max: 12 })
    const weights = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 2 })
    const values = fc.array(logit, { minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(
        values,
        fc.array(weights, { minLength: 1, maxLength: 3 }),
        side,
        side,
        (numbers, objects, width, height) => {
          const prototypes = tensor(numbers, 2, 4, 4)
          const scale = 16 / Math.max(width, height)
          const at = frame(
            width,
            height,
            scale,
            Math.floor((16 - width * scale) / 2),
            Math.floor((16 - height * scale) / 2)
          )
          const make = maskMaker(prototypes, at)
          for (const object of objects) {
            const coefficients = Float32Array.from(object)
            const box = { x: 1, y: 0, width: Math.max(0, width - 1), height }
            const { data } = decodeRle(make(coefficients, box))
            data.forEach((pixel, i) => {
              const [x, y] = [i % width, Math.floor(i / width)]
              const expected = x >= 1 && naive(prototypes, coefficients, at, x, y)
              // Where the sum is 0 but for rounding either answer is right.
              if ((pixel === 1) !== expected)
                expect(
                  naive(
                    prototypes,
                    coefficients.map((w) => -w),
                    at,
                    x,
                    y
                  )
                ).toBe(false)
            })
          }
        }
      )
    )
  })
})
