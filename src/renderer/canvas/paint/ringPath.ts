import type { Point } from '@shared/geometry/spaces'

/** Closed rings as the canvas takes them. */
export interface RingPath {
  readonly path: Path2D
  /** How many points they have, which is what drawing them costs. */
  readonly points: number
}

/** Rings, each closed from its last point to its first. */
export function pathOfRings(rings: readonly (readonly Point[])[]): RingPath {
  const path = new Path2D()
  let points = 0
  for (const ring of rings) {
    ring.forEach(({ x, y }, i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)))
    path.closePath()
    points += ring.length
  }
  return { path, points }
}
