import { contours as d3Contours } from 'd3-contour'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonArea } from '../geometry/polygon'
import type { PolygonPart, Ring } from '../schema/shape'
import { contoursOfMask, contoursOfPatch, crackPolygonOfPatch } from './contours'
import { maskFromBitmap } from './maskData'
import { patchToRle } from './patch'
import { rasterizePolygon } from './rasterize'
import { encodeRle } from './rle'
import { bitmapArbitrary, blob, patchArbitrary, patchOf } from './testing/patches'

const image = { width: 30, height: 30 }

/** A ring without its straight points, beginning at its smallest point: comparable text. */
function canonical(ring: Ring): string {
  const corners = ring.filter((b, i) => {
    const a = ring.at(i - 1) ?? b
    const c = ring[(i + 1) % ring.length] ?? b
    return (b.x - a.x) * (c.y - b.y) !== (b.y - a.y) * (c.x - b.x)
  })
  const texts = corners.map(({ x, y }) => `${x},${y}`)
  const first = texts.indexOf([...texts].sort()[0] ?? '')
  return [...texts.slice(first), ...texts.slice(0, first)].join(' ')
}

const ringsOf = (parts: PolygonPart[]): string[] =>
  parts.flatMap((part) => [part.outer, ...part.holes]).map(canonical)

describe('contoursOfPatch', () => {
  it('rasterises to the same mask, pixel for pixel', () => {
    fc.assert(
      fc.property(patchArbitrary(), (patch) => {
        const back = rasterizePolygon(contoursOfPatch(patch), image)
        expect(patchToRle(back, image)).toEqual(patchToRle(patch, image))
        const cracks = rasterizePolygon(crackPolygonOfPatch(patch), image)
        expect(patchToRle(cracks, image)).toEqual(patchToRle(patch, image))
      }),
      { numRuns: 1000 }
    )
  })

  it('has the rings of d3-contour', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        // Theirs run the other way round.
        const theirs = d3Contours().size([bitmap.width, bitmap.height]).smooth(false)
        const rings = theirs.contour([...bitmap.data], 0.5).coordinates.flatMap((polygon) =>
          polygon.map((ring) =>
            ring
              .slice(1)
              .map(([x = 0, y = 0]) => ({ x, y }))
              .reverse()
          )
        )
        expect(ringsOf(contoursOfPatch({ ...bitmap, x: 0, y: 0 })).sort()).toEqual(
          rings.map(canonical).sort()
        )
      }),
      { numRuns: 500 }
    )
  })

  it('gives each hole to its own piece, also inside the hole of another', () => {
    const parts = contoursOfPatch(
      patchOf('#######', '#.....#', '#.###.#', '#.#.#.#', '#.###.#', '#.....#', '#######')
    )
    expect(parts.map((part) => part.holes.length)).toEqual([1, 1])
    expect(parts[1]?.outer.every(({ x, y }) => x >= 2 && y >= 2 && x <= 5 && y <= 5)).toBe(true)
    expect(parts[1]?.holes[0]).toHaveLength(4)
  })

  it('keeps rings without straight points and with at least three', () => {
    fc.assert(
      fc.property(patchArbitrary(), (patch) => {
        for (const part of contoursOfPatch(patch)) {
          for (const ring of [part.outer, ...part.holes]) {
            expect(ring.length).toBeGreaterThanOrEqual(3)
            expect(canonical(ring).split(' ')).toHaveLength(ring.length)
          }
        }
      })
    )
  })

  it('has the area of the pixels when it follows their edges', () => {
    fc.assert(
      fc.property(patchArbitrary(), (patch) => {
        const pixels = patch.data.reduce((sum, value) => sum + value, 0)
        expect(polygonArea(crackPolygonOfPatch(patch))).toBe(pixels)
      })
    )
  })

  it('is empty for an empty mask', () => {
    expect(contoursOfPatch(patchOf('...', '...'))).toEqual([])
    expect(contoursOfMask({ width: 4, height: 1, counts: '4' })).toEqual([])
  })

  it('takes a mask as large as a photograph', () => {
    const bitmap = blob(1800, 1200)
    const parts = contoursOfMask(maskFromBitmap(bitmap))
    expect(parts).toHaveLength(1)
    expect(parts[0]?.holes).toHaveLength(1)
    const back = patchToRle(rasterizePolygon(parts, bitmap), bitmap)
    expect(back.counts.join()).toBe(encodeRle(bitmap).counts.join())
  })
})
