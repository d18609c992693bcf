import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolygonPart, Ring } from '../schema/shape'
import { hasCrossing } from '../mask/simplify'
import {
  polygonArea,
  polygonBounds,
  polygonContains,
  signedRingArea,
  transformPolygon,
  translatePolygon
} from './polygon'

const square = (x: number, y: number, side: number): Ring => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side }
]
const frame: PolygonPart = { outer: square(0, 0, 10), holes: [square(2, 2, 4).reverse()] }
const island: PolygonPart = { outer: square(3, 3, 1), holes: [] }

describe('polygons', () => {
  it('measure area without holes and bounds over all parts', () => {
    expect(signedRingArea(square(0, 0, 3))).toBe(9)
    expect(signedRingArea(square(0, 0, 3).reverse())).toBe(-9)
    expect(polygonArea([frame, island])).toBe(100 - 16 + 1)
    expect(polygonBounds([island, { outer: square(-2, 8, 4), holes: [] }])).toEqual({
      x: -2,
      y: 3,
      width: 6,
      height: 9
    })
    expect(polygonBounds([])).toBeUndefined()
  })

  it('contain what lies in a part and in none of its holes', () => {
    expect(polygonContains([frame, island], { x: 1, y: 1 })).toBe(true)
    expect(polygonContains([frame, island], { x: 5, y: 5 })).toBe(false)
    expect(polygonContains([frame, island], { x: 3.5, y: 3.5 })).toBe(true)
    expect(polygonContains([frame, island], { x: 11, y: 5 })).toBe(false)
  })

  it('move and stretch with all their rings, and leave the original alone', () => {
    const moved = translatePolygon([frame], 5, -1)
    expect(moved[0]?.holes[0]?.[0]).toEqual({ x: 7, y: 5 })
    expect(frame.holes[0]?.[0]).toEqual({ x: 2, y: 6 })
    const box = { x: 0, y: 0, width: 10, height: 10 }
    const stretched = transformPolygon([frame], box, { x: 1, y: 1, width: 20, height: 5 })
    expect(polygonArea(stretched)).toBe(84)
    expect(polygonBounds(stretched)).toEqual({ x: 1, y: 1, width: 20, height: 5 })
  })
})

describe('hasCrossing', () => {
  it('tells a bow tie from rings that only touch', () => {
    const bowTie = [
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      { x: 4, y: 0 },
      { x: 0, y: 4 }
    ]
    expect(hasCrossing([bowTie])).toBe(true)
    expect(hasCrossing([square(0, 0, 4)])).toBe(false)
    expect(hasCrossing([square(0, 0, 4), square(4, 4, 2)])).toBe(false)
    expect(hasCrossing([square(0, 0, 4), square(3, 3, 2)])).toBe(true)
  })

  it('agrees with the comparison of all edges', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) })
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 7 }), (ring) => {
        const edges = ring.map((a, i) => [a, ring[(i + 1) % ring.length] ?? a] as const)
        const side = (a: Ring[0], b: Ring[0], c: Ring[0]): number =>
          (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
        const crossing = edges.some(([a, b]) =>
          edges.some(([c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)
        )
        expect(hasCrossing([ring])).toBe(crossing)
      })
    )
  })
})
