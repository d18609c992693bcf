import type { Point } from '@shared/geometry/spaces'
import type { Candidate } from './filters'

/** Bits of a coordinate that the order looks at. */
const BITS = 10

/**
 * Any points from coarse to fine: sorted along a Z curve, then every 2^k-th of them, then the ones halfway between, and
 * so on (bit reversal), so that each beginning of the list is spread over the whole crop.
 */
export function coarseOrder(points: readonly PlannedPoint[], width: number, height: number): PlannedPoint[] {
  const along = points.toSorted(
    (a, b) => zIndex(a, width, height) - zIndex(b, width, height) || a.index - b.index
  )
  const bits = Math.ceil(Math.log2(Math.max(2, along.length)))
  const order: PlannedPoint[] = []
  for (let i = 0; i < 2 ** bits; i++) {
    const point = along[reverseBits(i, bits)]
    if (point) order.push(point)
  }
  return order
}

function zIndex({ x, y }: PlannedPoint, width: number, height: number): number {
  const cells = 2 ** BITS
  const column = Math.min(cells - 1, Math.floor((x / width) * cells))
  const row = Math.min(cells - 1, Math.floor((y / height) * cells))
  let index = 0
  for (let bit = BITS - 1; bit >= 0; bit--) {
    index = index * 4 + ((row >> bit) & 1) * 2 + ((column >> bit) & 1)
  }
  return index
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) reversed = reversed * 2 + ((value >> bit) & 1)
  return reversed
}

/** A point of a crop's grid. */
export interface PlannedPoint extends Point {
  /** Its place in the official order. */
  readonly index: number
}

/** In which order the points of a crop are decoded, and which are left out. */
export interface PointPlan {
  /** The next point, or undefined when none is to be had before one that is under way is done. */
  next(): PlannedPoint | undefined
  /** What a point gave. */
  done(point: PlannedPoint, candidates: readonly Candidate[]): void
  /** Points that are certainly left out. */
  readonly skipped: number
}

/** All points in the order given. */
export function inOrder(points: readonly PlannedPoint[]): PointPlan {
  let at = 0
  return { next: () => points[at++], done: () => undefined, skipped: 0 }
}

/** Points in pixels of a crop from fractions of it, in the official order. */
export function planPoints(
  fractions: readonly Point[],
  width: number,
  height: number
): readonly PlannedPoint[] {
  return fractions.map(({ x, y }, index) => ({ x: x * width, y: y * height, index }))
}
