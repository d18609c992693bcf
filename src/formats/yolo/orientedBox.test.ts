import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonArea } from '@shared/geometry/polygon'
import type { Ring } from '@shared/schema/shape'
import { disc, rect } from '../testing/datasets'
import { orientedBox } from './orientedBox'

const size = { width: 200, height: 200 }
const area = (ring: Ring): number => polygonArea([{ outer: ring, holes: [] }])

/** A rectangle of 40×20 around (100, 100), turned. */
function turned(angle: number): Ring {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = [
    [-20, -10],
    [20, -10],
    [20, 10],
    [-20, 10]
  ] as const
  return corners.map(([x, y]) => ({ x: 100 + x * cos - y * sin, y: 100 + x * sin + y * cos }))
}

describe('orientedBox', () => {
  it('finds a turned rectangle again, whatever else lies in it', () => {
    const inner = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3)))
    fc.assert(
      fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), inner, (angle, shares) => {
        const corners = turned(angle)
        const points = shares.map(([share, i]) => {
          const from = corners[i] ?? { x: 0, y: 0 }
          return { x: from.x + (100 - from.x) * share, y: from.y + (100 - from.y) * share }
        })
        const outer = [...corners, ...points]
        const box = orientedBox({ kind: 'polygon', parts: [{ outer, holes: [] }] }, size) ?? []
        expect(area(box)).toBeCloseTo(800, 4)
        for (const { x, y } of corners) {
          expect(Math.min(...box.map((corner) => Math.hypot(corner.x - x, corner.y - y)))).toBeLessThan(1e-4)
        }
      })
    )
  })

  it('leaves a rectangle upright, and takes all pixels of a mask', () => {
    expect(orientedBox(rect(1, 2, 30, 10), size)).toEqual([
      { x: 1, y: 2 },
      { x: 31, y: 2 },
      { x: 31, y: 12 },
      { x: 1, y: 12 }
    ])
    const box = orientedBox(disc(30, 20, 12), { width: 64, height: 48 }) ?? []
    expect(area(box)).toBeGreaterThanOrEqual(22 * 22)
    expect(orientedBox(rect(5, 5, 0, 3), size)).toBeUndefined()
  })

  it('never leaves the image', () => {
    const outer = [
      { x: 0, y: 20 },
      { x: 20, y: 0 },
      { x: 40, y: 10 },
      { x: 10, y: 40 }
    ]
    const box = orientedBox({ kind: 'polygon', parts: [{ outer, holes: [] }] }, { width: 40, height: 40 })
    for (const { x, y } of box ?? []) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-6)
      expect(Math.max(x, y)).toBeLessThanOrEqual(40 + 1e-6)
    }
  })
})
