import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boxArea,
  boxCenter,
  boxContains,
  boxContainsBox,
  boxCorners,
  boxFromCorners,
  boxFromPoints,
  boxIou,
  clampBox,
  intersectBoxes,
  mapBetweenBoxes,
  pixelsAround,
  uniteBoxes
} from './box'

const whole = fc.integer({ min: -20, max: 20 })
const side = fc.integer({ min: 0, max: 20 })
const box = fc.record({ x: whole, y: whole, width: side, height: side })
const image = { width: 10, height: 8 }

describe('boxes', () => {
  it('come from corners in any order, and from points', () => {
    const expected = { x: 1, y: 2, width: 4, height: 6 }
    expect(boxFromCorners({ x: 5, y: 2 }, { x: 1, y: 8 })).toEqual(expected)
    expect(boxFromPoints(boxCorners(expected))).toEqual(expected)
    expect(boxFromPoints([])).toBeUndefined()
    expect(boxCenter(expected)).toEqual({ x: 3, y: 5 })
  })

  it('intersect and unite', () => {
    fc.assert(
      fc.property(box, box, whole, whole, (a, b, x, y) => {
        const shared = intersectBoxes(a, b)
        const union = uniteBoxes(a, b)
        const point = { x: x + 0.5, y: y + 0.5 }
        expect(shared ? boxContains(shared, point) : false).toBe(
          boxContains(a, point) && boxContains(b, point)
        )
        expect(boxContainsBox(union, a) && boxContainsBox(union, b)).toBe(true)
        expect(uniteBoxes(a, undefined)).toEqual(a)
        const iou = boxIou(a, b)
        expect(iou).toBe(boxIou(b, a))
        expect(iou).toBeGreaterThanOrEqual(0)
        expect(boxIou(a, a)).toBe(boxArea(a) > 0 ? 1 : 0)
      })
    )
    expect(boxIou({ x: 0, y: 0, width: 2, height: 1 }, { x: 1, y: 0, width: 2, height: 1 })).toBeCloseTo(
      1 / 3
    )
  })

  it('are cut at the image', () => {
    expect(clampBox({ x: -2, y: 5, width: 5, height: 9 }, image)).toEqual({ x: 0, y: 5, width: 3, height: 3 })
    expect(clampBox({ x: 10, y: 0, width: 5, height: 5 }, image)).toBeUndefined()
    expect(pixelsAround({ x: 1.2, y: 7.9, width: 2, height: 5 }, image)).toEqual({
      x: 1,
      y: 7,
      width: 3,
      height: 1
    })
  })

  it('carry points along', () => {
    const from = { x: 1, y: 1, width: 2, height: 0 }
    const to = { x: 10, y: 20, width: 4, height: 5 }
    expect(mapBetweenBoxes({ x: 2, y: 1 }, from, to)).toEqual({ x: 12, y: 20 })
  })
})
