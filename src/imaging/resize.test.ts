import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { PixelImage } from './pixels'
import { resizeImage, triangleFilter, WEIGHT_BITS } from './resize'

/** A picture of one row whose three channels are the same. */
function row(...values: number[]): PixelImage {
  return {
    width: values.length,
    height: 1,
    channels: 3,
    data: Uint8Array.from(values.flatMap((v) => [v, v, v]))
  }
}

const reds = ({ data, channels }: PixelImage): number[] =>
  Array.from(data.filter((_, i) => i % channels === 0))

describe('resizeImage', () => {
  it('rounds halves up, as PIL does', () => {
    expect(reds(resizeImage(row(0, 255), 1, 1))).toEqual([128])
    expect(reds(resizeImage(row(0, 1), 1, 1))).toEqual([1])
  })

  it('widens the filter when it shrinks, so that nothing is skipped', () => {
    // A triangle four samples wide to each side of the middle: 5, 7, 7, 5 of 24.
    expect(reds(resizeImage(row(0, 0, 255, 0), 1, 1))).toEqual([Math.round((255 * 7) / 24)])
  })

  it('mixes two neighbours when it enlarges', () => {
    expect(reds(resizeImage(row(0, 100), 4, 1))).toEqual([0, 25, 75, 100])
  })

  it('leaves an axis alone that does not change', () => {
    const image = row(1, 2, 3)
    expect(resizeImage(image, 3, 1)).toBe(image)
  })

  it('ignores the fourth channel', () => {
    const data = Uint8Array.from([0, 10, 20, 99, 255, 30, 40, 7])
    const { data: out } = resizeImage({ width: 2, height: 1, channels: 4, data }, 1, 1)
    expect(Array.from(out)).toEqual([128, 20, 30])
  })

  it('agrees with the same filter in floating point, to the rounding of two passes', () => {
    const size = fc.integer({ min: 1, max: 24 })
    fc.assert(
      fc.property(size, size, size, size, fc.integer(), (width, height, newWidth, newHeight, seed) => {
        const data = Uint8Array.from(
          { length: width * height * 3 },
          (_, i) => Math.imul(i + seed, 2654435761) >>> 24
        )
        const image: PixelImage = { width, height, channels: 3, data }
        const exact = resizeInFloats(image, newWidth, newHeight)
        resizeImage(image, newWidth, newHeight).data.forEach((value, i) => {
          expect(Math.abs(value - (exact[i] ?? 0))).toBeLessThanOrEqual(1.01)
        })
      })
    )
  })
})

describe('triangleFilter', () => {
  it('has weights that add up to one', () => {
    for (const [from, to] of [
      [1800, 1024],
      [800, 1024],
      [6000, 683],
      [3, 1]
    ] as const) {
      const { count, weights, stride } = triangleFilter(from, to)
      for (let i = 0; i < to; i++) {
        const own = weights.subarray(i * stride, i * stride + (count[i] ?? 0))
        const sum = own.reduce((a, b) => a + b, 0)
        expect(Math.abs(sum / (1 << WEIGHT_BITS) - 1)).toBeLessThan(1e-4)
      }
    }
  })
})

/** The definition, unrounded: for each output sample the weighted mean over both axes. */
function resizeInFloats(image: PixelImage, width: number, height: number): number[] {
  const weights = (from: number, to: number, i: number): number[] => {
    const scale = from / to
    const support = Math.max(1, scale)
    const center = (i + 0.5) * scale
    const own = Array.from({ length: from }, (_, k) =>
      Math.max(0, 1 - Math.abs((k + 0.5 - center) / support))
    )
    const sum = own.reduce((a, b) => a + b, 0)
    return own.map((weight) => weight / sum)
  }
  const out: number[] = []
  for (let y = 0; y < height; y++) {
    const rows = weights(image.height, height, y)
    for (let x = 0; x < width; x++) {
      const columns = weights(image.width, width, x)
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        rows.forEach((a, j) =>
          columns.forEach((b, i) => {
            sum += a * b * (image.data[(j * image.width + i) * 3 + channel] ?? 0)
          })
        )
        out.push(sum)
      }
    }
  }
  return out
}
