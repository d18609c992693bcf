import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeRle, type Bitmap } from '../mask/rle'
import { nestMasks, type NestedMask } from './nesting'
import { intersectionArea, rleArea, rleBounds } from '../mask/measure'

const SIDE = 16

function maskOf(bitmap: Bitmap): NestedMask {
  const rle = encodeRle(bitmap)
  return { rle, bbox: rleBounds(rle) ?? { x: 0, y: 0, width: 0, height: 0 }, area: rleArea(rle) }
}

function rectangle(x: number, y: number, width: number, height: number): NestedMask {
  const data = new Uint8Array(SIDE * SIDE)
  for (let row = y; row < Math.min(SIDE, y + height); row++) {
    data.fill(1, row * SIDE + Math.min(SIDE, x), row * SIDE + Math.min(SIDE, x + width))
  }
  return maskOf({ width: SIDE, height: SIDE, data })
}

const at = fc.integer({ min: 0, max: SIDE - 1 })
const length = fc.integer({ min: 1, max: SIDE })
const masks = fc.array(
  fc.tuple(at, at, length, length).map(([x, y, w, h]) => rectangle(x, y, w, h)),
  { maxLength: 12 }
)

describe('the nesting of masks', () => {
  it('puts each under the smallest that it is part of', () => {
    const whole = rectangle(0, 0, 16, 16)
    const part = rectangle(2, 2, 8, 8)
    const subpart = rectangle(3, 3, 3, 3)
    const other = rectangle(12, 12, 3, 3)
    expect(nestMasks([subpart, other, whole, part])).toEqual({
      parents: [3, 2, -1, 2],
      children: [[], [], [3, 1], [0]],
      depths: [2, 1, 0, 1]
    })
  })

  it('forgives a tenth outside', () => {
    const outer = rectangle(0, 0, 9, 10)
    expect(nestMasks([outer, rectangle(0, 0, 10, 8)]).parents).toEqual([-1, 0])
    expect(nestMasks([outer, rectangle(0, 0, 11, 8)]).parents).toEqual([-1, -1])
  })

  it('nests the later of two equal masks in the earlier one', () => {
    expect(nestMasks([rectangle(1, 1, 4, 4), rectangle(1, 1, 4, 4)]).parents).toEqual([-1, 0])
  })

  it('is a forest in which parents hold their parts', () => {
    fc.assert(
      fc.property(masks, (list) => {
        const { parents, children, depths } = nestMasks(list)
        list.forEach((mask, i) => {
          const parent = parents[i] ?? -1
          if (parent < 0) {
            expect(depths[i]).toBe(0)
            return
          }
          const outer = list[parent] ?? mask
          expect(outer.area).toBeGreaterThanOrEqual(mask.area)
          expect(intersectionArea(mask.rle, outer.rle)).toBeGreaterThanOrEqual(0.9 * mask.area)
          expect(depths[i]).toBe((depths[parent] ?? 0) + 1)
          expect(children[parent]).toContain(i)
        })
        expect(children.flat()).toHaveLength(parents.filter((parent) => parent >= 0).length)
      })
    )
  })

  it('misses no smaller parent', () => {
    fc.assert(
      fc.property(masks, (list) => {
        const { parents } = nestMasks(list)
        list.forEach((mask, i) => {
          const found = list[parents[i] ?? -1]?.area ?? Number.POSITIVE_INFINITY
          list.forEach((other) => {
            const isSmaller = other.area > mask.area && other.area < found
            if (isSmaller) expect(intersectionArea(mask.rle, other.rle)).toBeLessThan(0.9 * mask.area)
          })
        })
      })
    )
  })
})
