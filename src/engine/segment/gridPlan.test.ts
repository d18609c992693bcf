import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPointGrid } from '@shared/segment/pointGrid'
import { coarseOrder, planPoints, type PlannedPoint, type PointPlan } from './plan'
import { GridPlan } from './gridPlan'
const grid = (side: number): readonly PlannedPoint[] => planPoints(buildPointGrid(side), side, side)

/** Goes through a plan with so many decodes under way at a time, which end in any order. */
function goThrough(plan: PointPlan, together: number, pick: (count: number) => number = () => 0): number[] {
  const order: number[] = []
  const running: PlannedPoint[] = []
  for (;;) {
    for (let point = plan.next(); point; point = running.length < together ? plan.next() : undefined) {
      order.push(point.index)
      running.push(point)
    }
    const [done] = running.splice(pick(running.length), 1)
    if (!done) return order
    plan.done(done, [])
  }
}

describe('the points of a grid from coarse to fine', () => {
  it('are all points, each once, however many are decoded together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 6 }),
        fc.infiniteStream(fc.nat()),
        (side, together, stream) => {
          const plan = new GridPlan(grid(side))
          const order = goThrough(plan, together, (count) => (stream.next().value ?? 0) % Math.max(1, count))
          expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: side * side }, (_, i) => i))
          expect(plan.skipped).toBe(0)
        }
      ),
      { numRuns: 60 }
    )
  })

  it('begin all over the image', () => {
    const order = goThrough(new GridPlan(grid(32)), 2)
    const quarters = new Set(order.slice(0, 25).map((i) => `${(i % 32) >> 4}${i >> 9}`))
    expect(quarters.size).toBe(4)
    // 5 × 5 first; then the points half as far apart, and so on.
    const isCoarse = (i: number): boolean => [0, 8, 16, 24, 31].includes(i % 32)
    expect(order.slice(0, 25).every(isCoarse)).toBe(true)
  })

  it('leave out what lies inside of settled cells', () => {
    const plan = new GridPlan(grid(32), () => true)
    expect(goThrough(plan, 3)).toHaveLength(25)
    expect(plan.skipped).toBe(1024 - 25)
  })

  it('keep the sides of a settled cell that a neighbour divides', () => {
    // Only the cell at the top left is left alone: its inner points, and those on the border of the image.
    const plan = new GridPlan(grid(9), (_corners, { left, top }) => left === 0 && top === 0)
    const order = goThrough(plan, 1)
    const left = Array.from({ length: 81 }, (_, i) => i).filter((i) => !order.includes(i))
    expect(left).toEqual([1, 9, 10])
  })

  it('ask the rule with the corners’ own results', () => {
    const seen: number[][] = []
    goThrough(
      new GridPlan(grid(3), (corners) => {
        seen.push(corners.map(({ point }) => point.index))
        return false
      }),
      1
    )
    expect(seen).toEqual([])
    goThrough(
      new GridPlan(grid(9), (corners) => {
        seen.push(corners.map(({ point }) => point.index))
        return true
      }),
      1
    )
    expect(seen).toContainEqual([0, 2, 18, 20])
  })
})

describe('own points from coarse to fine', () => {
  it('are all points, each once', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.record({ x: unit, y: unit }), { maxLength: 60 }), (fractions) => {
        const order = coarseOrder(planPoints(fractions, 300, 200), 300, 200)
        expect(order.map(({ index }) => index).sort((a, b) => a - b)).toEqual(fractions.map((_, i) => i))
      })
    )
  })

  it('begin all over the crop', () => {
    const order = coarseOrder(grid(16), 16, 16)
    const quarters = new Set(order.slice(0, 4).map(({ x, y }) => `${x > 8} ${y > 8}`))
    expect(quarters.size).toBe(4)
  })
})
