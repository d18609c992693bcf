import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRle, encodeRle, type Bitmap, type Rle } from './rle'
import { bitmapArbitrary } from './testing/patches'
import { fromColumnMajor, toColumnMajor } from './columnMajor'
import { intersectionArea, isConsistent, rleArea, rleBounds, rleIou } from './measure'

const rleOf = (width: number, height: number, ...counts: number[]): Rle => ({
  width,
  height,
  counts: Uint32Array.from(counts)
})

/** Runs counted one pixel after the other. */
function countsOf(pixels: readonly number[]): number[] {
  const counts = [0]
  let value = 0
  for (const pixel of pixels) {
    if (pixel !== value) {
      counts.push(0)
      value = pixel
    }
    counts.push((counts.pop() ?? 0) + 1)
  }
  return counts
}

function columnOrder({ width, height, data }: Bitmap): number[] {
  return Array.from(
    { length: width * height },
    (_, i) => data[(i % height) * width + Math.floor(i / height)] ?? 0
  )
}

describe('encodeRle and decodeRle', () => {
  it('count runs, background first', () => {
    fc.assert(
      fc.property(bitmapArbitrary(20), (bitmap) => {
        const rle = encodeRle(bitmap)
        expect([...rle.counts]).toEqual(countsOf([...bitmap.data]))
        expect(isConsistent(rle)).toBe(true)
        expect(decodeRle(rle)).toEqual(bitmap)
      })
    )
  })

  it('take any non-zero byte for object, wherever the bytes lie in memory', () => {
    const bytes = Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 7, 1, 1, 1, 1, 1, 1, 255)
    for (let skip = 0; skip < 5; skip++) {
      const data = bytes.subarray(skip)
      const plain = countsOf([...data].map((v) => (v ? 1 : 0)))
      expect([...encodeRle({ width: data.length, height: 1, data }).counts]).toEqual(plain)
    }
  })

  it('know a full and an empty image', () => {
    expect([...encodeRle({ width: 3, height: 2, data: new Uint8Array(6) }).counts]).toEqual([6])
    expect([...encodeRle({ width: 3, height: 2, data: new Uint8Array(6).fill(1) }).counts]).toEqual([0, 6])
  })
})

describe('toColumnMajor', () => {
  it('counts along columns, and comes back', () => {
    fc.assert(
      fc.property(bitmapArbitrary(20), (bitmap) => {
        const rle = encodeRle(bitmap)
        const turned = toColumnMajor(rle)
        expect([...turned.counts]).toEqual(countsOf(columnOrder(bitmap)))
        expect(fromColumnMajor(turned)).toEqual(rle)
      }),
      { numRuns: 500 }
    )
  })

  it('reads runs of zero length, which other programs write', () => {
    expect([...toColumnMajor(rleOf(2, 2, 1, 0, 0, 1, 0, 2)).counts]).toEqual([1, 3])
  })
})

describe('measures', () => {
  it('equal those of the pixels', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const rle = encodeRle(bitmap)
        const set = [...bitmap.data.keys()].filter((i) => bitmap.data[i])
        expect(rleArea(rle)).toBe(set.length)
        const xs = set.map((i) => i % bitmap.width)
        const ys = set.map((i) => Math.floor(i / bitmap.width))
        const x = Math.min(...xs)
        const y = Math.min(...ys)
        expect(rleBounds(rle)).toEqual(
          set.length ? { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 } : undefined
        )
      })
    )
  })

  it('intersect two masks', () => {
    const pair = bitmapArbitrary().chain((a) =>
      fc.tuple(fc.constant(a), fc.uint8Array({ minLength: a.data.length, maxLength: a.data.length, max: 1 }))
    )
    fc.assert(
      fc.property(pair, ([a, data]) => {
        const b = { ...a, data }
        const both = data.filter((v, i) => v && a.data[i]).length
        const either = data.filter((v, i) => v || a.data[i]).length
        expect(intersectionArea(encodeRle(a), encodeRle(b))).toBe(both)
        expect(rleIou(encodeRle(a), encodeRle(b))).toBe(either ? both / either : 0)
      })
    )
  })

  it('refuse masks of different size', () => {
    expect(() => intersectionArea(rleOf(2, 2, 4), rleOf(4, 1, 4))).toThrow(RangeError)
  })

  it('notice runs that do not fill the image', () => {
    expect(isConsistent(rleOf(3, 3, 2, 7))).toBe(true)
    expect(isConsistent(rleOf(3, 3, 2, 6))).toBe(false)
    expect(isConsistent(rleOf(3, 3, 2, 8))).toBe(false)
  })
})
