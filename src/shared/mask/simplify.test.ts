import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ringsOf } from '../geometry/polygon'
import { contoursOfMask, contoursOfPatch } from './contours'
import { maskFromBitmap } from './maskData'
import { simplifyKeeping, simplifyPolygon, simplifyRing, hasCrossing } from './simplify'
import { bitmapArbitrary, blob, patchArbitrary } from './testing/patches'

const count = (parts: ReturnType<typeof contoursOfMask>): number =>
  parts.flatMap(ringsOf).reduce((sum, ring) => sum + ring.length, 0)

describe('simplifyKeeping', () => {
  it('keeps every pixel at tolerance 0', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const { parts, iou } = simplifyKeeping(maskFromBitmap(bitmap), 0)
        expect(iou).toBe(bitmap.data.includes(1) ? 1 : 0)
        expect(parts).toEqual(contoursOfMask(maskFromBitmap(bitmap)))
      })
    )
  })

  it('needs far fewer points for a large mask and says what it kept', () => {
    const mask = maskFromBitmap(blob(600, 400))
    const exact = simplifyKeeping(mask, 0)
    const simple = simplifyKeeping(mask, 1)
    expect(count(simple.parts)).toBeLessThan(count(exact.parts) / 4)
    expect(simple.iou).toBeGreaterThan(0.98)
    expect(simple.iou).toBeLessThan(1)
    expect(simplifyKeeping(mask, 8).iou).toBeLessThan(simple.iou)
  })
})

describe('simplifyPolygon', () => {
  it('keeps at least three points of each ring, and no ring crosses', () => {
    fc.assert(
      fc.property(patchArbitrary(), fc.double({ min: 0.1, max: 20, noNaN: true }), (patch, tolerance) => {
        const exact = contoursOfPatch(patch)
        const simple = simplifyPolygon(exact, tolerance)
        expect(simple.map((part) => part.holes.length)).toEqual(exact.map((part) => part.holes.length))
        for (const part of simple) {
          expect(hasCrossing(ringsOf(part))).toBe(false)
          for (const ring of ringsOf(part)) expect(ring.length).toBeGreaterThanOrEqual(3)
        }
      })
    )
  })
})

describe('simplifyRing', () => {
  it('takes out what lies on the way, wherever the ring begins', () => {
    const ring = [
      { x: 5, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 0, y: 10 },
      { x: 0, y: 0 }
    ]
    expect(simplifyRing(ring, 0.5)).toHaveLength(4)
  })
})
