import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signedRingArea } from '@shared/geometry/polygon'
import { contoursOfPatch } from '@shared/mask/contours'
import { patchToRle } from '@shared/mask/patch'
import { rasterizePolygon } from '@shared/mask/rasterize'
import { bitmapArbitrary } from '@shared/mask/testing/patches'
import { joinRings } from './singleRing'

describe('joinRings', () => {
  it('covers the same pixels as all parts with their holes', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const patch = { ...bitmap, x: 0, y: 0 }
        const ring = joinRings(contoursOfPatch(patch))
        const back = patchToRle(rasterizePolygon([{ outer: ring, holes: [] }], bitmap), bitmap)
        expect(back).toEqual(patchToRle(patch, bitmap))
      }),
      { numRuns: 500 }
    )
  })

  it('walks holes the other way, so that the enclosed area is that of the polygon', () => {
    const square = (at: number, side: number) => [
      { x: at, y: at },
      { x: at + side, y: at },
      { x: at + side, y: at + side },
      { x: at, y: at + side }
    ]
    const parts = [{ outer: square(0, 10), holes: [square(2, 4)] }]
    expect(signedRingArea(joinRings(parts))).toBe(84)
    expect(joinRings([...parts, { outer: square(20, 2).reverse(), holes: [] }])).toHaveLength(4 + 6 + 6)
    expect(signedRingArea(joinRings([...parts, { outer: square(20, 2).reverse(), holes: [] }]))).toBe(88)
  })

  it('leaves a single ring alone', () => {
    const ring = [
      { x: 0, y: 0 },
      { x: 2, y: 0 },
      { x: 0, y: 2 }
    ]
    expect(joinRings([{ outer: ring, holes: [] }])).toBe(ring)
  })
})
