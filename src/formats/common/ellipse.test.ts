import { describe, expect, it } from 'vitest'
import { polygonArea } from '@shared/geometry/polygon'
import { ellipseRing, turned } from './ellipse'

describe('ellipseRing', () => {
  it('stays within a twentieth of a pixel', () => {
    for (const radius of [3, 20, 500]) {
      const ring = ellipseRing({ x: 10, y: 20 }, radius, radius)
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length] ?? a
        expect(Math.hypot(a.x - 10, a.y - 20)).toBeCloseTo(radius)
        expect(radius - Math.hypot((a.x + b.x) / 2 - 10, (a.y + b.y) / 2 - 20)).toBeLessThanOrEqual(0.0501)
      })
    }
  })

  it('turns clockwise on the screen and keeps its area', () => {
    const [right] = turned([{ x: 2, y: 0 }], { x: 0, y: 0 }, 90)
    expect(right?.x).toBeCloseTo(0)
    expect(right?.y).toBeCloseTo(2)
    const area = polygonArea([{ outer: ellipseRing({ x: 0, y: 0 }, 100, 40, 30), holes: [] }])
    expect(area / (Math.PI * 4000)).toBeGreaterThan(0.998)
  })
})
