import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bitmapFromMask,
  maskArea,
  maskBounds,
  maskContains,
  maskFromBitmap,
  maskFromPatch,
  maskFromRle,
  maskIou,
  maskShape,
  patchFromMask,
  rleFromMask
} from './maskData'
import { patchFromRle, patchToRle } from './patch'
import { encodeRle } from './rle'
import { bitmapArbitrary, patchArbitrary } from './testing/patches'
import { rleArea, rleBounds } from './measure'

describe('stored masks', () => {
  it('come back as they were, as a bitmap, as runs and as a patch', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const stored = { ...maskFromBitmap(bitmap) }
        expect(bitmapFromMask(stored)).toEqual(bitmap)
        expect(maskFromRle(rleFromMask(stored))).toEqual(stored)
        const patch = patchFromMask(stored)
        expect(patch ? maskFromPatch(patch, bitmap) : stored).toEqual(stored)
        expect(maskShape(stored)).toEqual({ kind: 'mask', ...stored })
      })
    )
  })

  it('have the area, bounds and pixels of their runs', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const stored = maskFromBitmap(bitmap)
        const rle = encodeRle(bitmap)
        expect(maskArea(stored)).toBe(rleArea(rle))
        expect(maskBounds(stored)).toEqual(rleBounds(rle))
        for (let y = -1; y <= bitmap.height; y++) {
          for (let x = -1; x <= bitmap.width; x++) {
            const inside = x >= 0 && y >= 0 && x < bitmap.width && y < bitmap.height
            const value = inside && bitmap.data[y * bitmap.width + x] === 1
            expect(maskContains(stored, x + 0.5, y + 0.99)).toBe(value)
          }
        }
      })
    )
  })

  it('are decoded once for a record', () => {
    const stored = { width: 2, height: 2, counts: '13' }
    expect(rleFromMask(stored)).toBe(rleFromMask(stored))
  })

  it('are refused when they are damaged', () => {
    expect(() => rleFromMask({ width: 2, height: 2, counts: '15' })).toThrow(RangeError)
    expect(() => rleFromMask({ width: 2, height: 2, counts: '1~' })).toThrow(RangeError)
  })

  it('are compared', () => {
    expect(maskIou({ width: 4, height: 1, counts: '022' }, { width: 4, height: 1, counts: '121' })).toBe(
      1 / 3
    )
  })
})

describe('patches', () => {
  it('are windows of a mask', () => {
    fc.assert(
      fc.property(patchArbitrary(), (patch) => {
        const rle = patchToRle(patch, { width: 30, height: 25 })
        expect(patchFromRle(rle, patch)).toEqual(patch)
      })
    )
  })
})
