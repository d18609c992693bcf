import type { ReadonlyRing } from './polygon'
import type { Point } from './spaces'

interface Segment {
  readonly a: Point
  readonly b: Point
  readonly right: number
}

/**
 * Whether any two edges of the rings cross, of one ring or of two. Touching does not count. Edges are swept from
 * left to right, and each is compared with those that it overlaps in x.
 */
export function hasCrossing(rings: readonly ReadonlyRing[]): boolean {
  const segments = rings.flatMap(segmentsOf).sort((one, other) => one.a.x - other.a.x)
  let active: Segment[] = []
  for (const segment of segments) {
    active = active.filter(({ right }) => right >= segment.a.x)
    if (active.some((other) => segmentsCross(segment.a, segment.b, other.a, other.b))) return true
    active.push(segment)
  }
  return false
}

/** Whether two segments cross at a point inside both of them. */
function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/** Positive, negative or zero as the way a → b → c turns right, left or not (on the screen). */
function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
}

/** The edges, each from its left end. */
function segmentsOf(ring: ReadonlyRing): Segment[] {
  return ring.flatMap((point, i) => {
    const next = ring[i + 1] ?? ring[0]
    if (!next) return []
    const [a, b] = point.x <= next.x ? [point, next] : [next, point]
    return [{ a, b, right: b.x }]
  })
}
