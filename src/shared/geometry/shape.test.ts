import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitmapFromMask, maskFromBitmap, maskFromPatch, maskShape } from '../mask/maskData'
import { shapeToRle } from '../mask/rasterize'
import { decodeRle } from '../mask/rle'
import { bitmapArbitrary, patchOf, rowsOf } from '../mask/testing/patches'
import type { MaskShape, Ring, Shape } from '../schema/shape'
import { clampShape, hitTest, shapeBounds, transformShape, translateShape } from './shape'
import type { Point } from './spaces'

const size = { width: 8, height: 6 }
const rect: Shape = { kind: 'rect', x: 1, y: 2, width: 3, height: 2 }
const triangle: Shape = {
  kind: 'polygon',
  parts: [
    {
      outer: [
        { x: 1, y: 1 },
        { x: 7, y: 1 },
        { x: 1, y: 5 }
      ],
      holes: []
    }
  ]
}
const mask: MaskShape = maskShape(maskFromPatch({ ...patchOf('##', '#.'), x: 2, y: 1 }, size))
function distanceToRing(point: Point, ring: Ring): number {
  const distances = ring.map((a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)
    const t = Math.min(1, Math.max(0, along))
    return Math.hypot(a.x + t * dx - point.x, a.y + t * dy - point.y)
  })
  return Math.min(...distances)
}

const draw = (shape: Shape): string[] => (shape.kind === 'mask' ? rowsOf(bitmapFromMask(shape)) : [])

describe('shapeBounds and hitTest', () => {
  it('know every kind', () => {
    expect(shapeBounds(rect)).toEqual({ x: 1, y: 2, width: 3, height: 2 })
    expect(shapeBounds(triangle)).toEqual({ x: 1, y: 1, width: 6, height: 4 })
    expect(shapeBounds(mask)).toEqual({ x: 2, y: 1, width: 2, height: 2 })
    expect(shapeBounds(maskShape({ ...size, counts: '`1' }))).toBeUndefined()
    expect([hitTest(rect, { x: 4, y: 4 }), hitTest(rect, { x: 4.1, y: 4 })]).toEqual([true, false])
    expect([hitTest(triangle, { x: 2, y: 2 }), hitTest(triangle, { x: 6, y: 4 })]).toEqual([true, false])
    expect([hitTest(mask, { x: 2.5, y: 2.9 }), hitTest(mask, { x: 3.5, y: 2.9 })]).toEqual([true, false])
  })
})

describe('translateShape', () => {
  it('moves every kind', () => {
    expect(translateShape(rect, 1, -0.5)).toEqual({ ...rect, x: 2, y: 1.5 })
    expect(shapeBounds(translateShape(triangle, -1, 1))).toEqual({ x: 0, y: 2, width: 6, height: 4 })
    expect(draw(translateShape(mask, 3.4, -1))).toEqual([
      '.....##.',
      '.....#..',
      '........',
      '........',
      '........',
      '........'
    ])
  })

  it('loses the pixels of a mask that leave the image', () => {
    expect(draw(translateShape(mask, -3, 0)).slice(1, 3)).toEqual(['#.......', '........'])
    expect(shapeBounds(translateShape(mask, 50, 0))).toBeUndefined()
  })
})

describe('transformShape', () => {
  it('carries every kind from one box to the other', () => {
    const from = { x: 0, y: 0, width: 4, height: 4 }
    const to = { x: 1, y: 0, width: 8, height: 2 }
    expect(transformShape(rect, from, to)).toEqual({ kind: 'rect', x: 3, y: 1, width: 6, height: 1 })
    expect(shapeBounds(transformShape(triangle, from, to))).toEqual({ x: 3, y: 0.5, width: 12, height: 2 })
    const box = { x: 2, y: 1, width: 2, height: 2 }
    expect(draw(transformShape(mask, box, { x: 1, y: 0, width: 6, height: 4 })).slice(0, 5)).toEqual([
      '.######.',
      '.######.',
      '.###....',
      '.###....',
      '........'
    ])
  })

  it('leaves a mask alone when nothing changes, and doubles it exactly', () => {
    fc.assert(
      fc.property(bitmapArbitrary(9), (bitmap) => {
        const shape = maskShape(maskFromBitmap(bitmap))
        const box = { x: 0, y: 0, width: bitmap.width, height: bitmap.height }
        expect(transformShape(shape, box, box)).toEqual(shape)
        const wide = { width: 40, height: 40 }
        const small = maskShape(maskFromPatch({ ...bitmap, x: 0, y: 0 }, wide))
        const doubled = transformShape(small, box, { ...box, width: 2 * box.width, height: 2 * box.height })
        const there = bitmapFromMask(doubled as MaskShape).data
        there.forEach((value, i) => {
          const x = Math.floor((i % 40) / 2)
          const y = Math.floor(Math.floor(i / 40) / 2)
          const source = x < bitmap.width && y < bitmap.height ? bitmap.data[y * bitmap.width + x] : 0
          expect(value).toBe(source)
        })
      }),
      { numRuns: 40 }
    )
  })
})

describe('clampShape', () => {
  it('gives the same object when all of it lies inside', () => {
    for (const shape of [rect, triangle, mask]) expect(clampShape(shape, size)).toBe(shape)
  })

  it('gives nothing for what lies outside or is empty', () => {
    expect(clampShape({ ...rect, x: 9 }, size)).toBeUndefined()
    expect(clampShape(translateShape(triangle, 0, 30), size)).toBeUndefined()
    expect(clampShape(maskShape({ ...size, counts: '`1' }), size)).toBeUndefined()
  })

  it('cuts rectangles and polygons at the border without changing a pixel', () => {
    const number = fc.double({ min: -6, max: 14, noNaN: true })
    const ring = fc.array(fc.record({ x: number, y: number }), { minLength: 3, maxLength: 7 })
    fc.assert(
      fc.property(ring, ring, (outer, hole) => {
        const shape: Shape = { kind: 'polygon', parts: [{ outer, holes: [hole] }] }
        const cut = clampShape(shape, size)
        const before = shapeToRle(shape, size)
        if (!cut) {
          // A hole without its outer ring is nothing.
          const filled = shapeToRle({ kind: 'polygon', parts: [{ outer, holes: [] }] }, size)
          expect([...filled.counts]).toEqual([size.width * size.height])
          return
        }
        const bounds = shapeBounds(cut)
        expect(bounds && bounds.x >= 0 && bounds.y >= 0).toBe(true)
        expect(bounds && bounds.x + bounds.width <= size.width + 1e-9).toBe(true)
        const [was, is] = [before, shapeToRle(cut, size)].map((rle) => decodeRle(rle).data)
        was?.forEach((value, i) => {
          // A centre on a line, also on two that fall together, may lie on either side of the cut line.
          const centre = { x: (i % size.width) + 0.5, y: Math.floor(i / size.width) + 0.5 }
          const onLine = [outer, hole].some((points) => distanceToRing(centre, points) < 1e-9)
          if (!onLine) expect(is?.[i]).toBe(value)
        })
      }),
      { numRuns: 300 }
    )
  })
})
