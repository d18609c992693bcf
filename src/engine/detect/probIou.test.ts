import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RotatedBox } from './detection'
import { gaussianOf, probIou } from './families/yoloObb'

const box = (x: number, y: number, width: number, height: number, angle: number): RotatedBox => {
  return { center: { x, y }, width, height, angle }
}
const overlap = (a: RotatedBox, b: RotatedBox): number => probIou(gaussianOf(a), gaussianOf(b))

const side = fc.double({ min: 1, max: 100, noNaN: true })
const place = fc.double({ min: -50, max: 50, noNaN: true })
const angle = fc.double({ min: 0, max: 6.28, noNaN: true })
const boxes = fc.tuple(place, place, side, side, angle).map((values) => box(...values))

describe('probIou', () => {
  it('follows the published formula', () => {
    // Variances 12 and 3, 10 apart along x: B = 10² / (24 · 4) = 1.0417, no difference of shape.
    const expected = 1 - Math.sqrt(1 - Math.exp(-(10 ** 2) / (24 * 4)))
    expect(overlap(box(0, 0, 12, 6, 0), box(10, 0, 12, 6, 0))).toBeCloseTo(expected, 6)
    // The same box turned by a quarter: both sums are 15, so B = ln(15² / (4 · √36 · √36)) / 2.
    const turned = 1 - Math.sqrt(1 - Math.exp(-Math.log(225 / 144) / 2))
    expect(overlap(box(0, 0, 12, 6, 0), box(0, 0, 12, 6, Math.PI / 2))).toBeCloseTo(turned, 6)
  })

  it('is nearly 1 for equal boxes and nearly 0 far away', () => {
    fc.assert(
      fc.property(boxes, (one) => {
        expect(overlap(one, one)).toBeGreaterThan(0.999)
        expect(overlap(one, { ...one, center: { x: 5000, y: 0 } })).toBeLessThan(0.001)
      })
    )
  })

  it('does not depend on the order, nor on how a box is written', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        expect(overlap(a, b)).toBeCloseTo(overlap(b, a), 6)
        const same = { ...a, width: a.height, height: a.width, angle: a.angle + Math.PI / 2 }
        expect(overlap(same, b)).toBeCloseTo(overlap(a, b), 4)
      })
    )
  })
})
