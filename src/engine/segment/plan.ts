import type { Point } from '@shared/geometry/spaces'
import type { Candidate } from './filters'

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
