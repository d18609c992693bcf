import simplifyLine from 'simplify-js'
import type { MaskData, PolygonPart, Ring } from '../schema/shape'
import { ringsOf, type ReadonlyRing } from '../geometry/polygon'
import { contoursOfMask } from './contours'
import { rleFromMask } from './maskData'
import { patchToRle } from './patch'
import { rasterizePolygon } from './rasterize'
import { rleIou } from './measure'
import type { Point } from '../geometry/spaces'

/** A polygon made of a mask with fewer points, and what it kept. */
export interface Simplified {
  readonly parts: PolygonPart[]
  /** Intersection over union of the mask and the polygon's pixels; 1 = the same pixels. */
  readonly iou: number
}

/** How often a tolerance is halved for a part whose rings would cross, before it is left as it was. */
const ATTEMPTS = 4

/** The polygon of a mask, simplified with a tolerance in image pixels (0 keeps every pixel), and the IoU kept. */
export function simplifyKeeping(mask: MaskData, tolerance: number): Simplified {
  const parts = simplifyPolygon(contoursOfMask(mask), tolerance)
  const kept = patchToRle(rasterizePolygon(parts, mask), mask)
  return { parts, iou: rleIou(rleFromMask(mask), kept) }
}

/**
 * Each part with fewer points, none of the left-out ones further than `tolerance` pixels from the new rings. A part
 * whose rings would cross themselves or each other gets a finer tolerance.
 */
export function simplifyPolygon(parts: readonly PolygonPart[], tolerance: number): PolygonPart[] {
  if (!(tolerance > 0)) return [...parts]
  return parts.map((part) => {
    let finer = tolerance
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const simple = {
        outer: simplifyRing(part.outer, finer),
        holes: part.holes.map((hole) => simplifyRing(hole, finer))
      }
      if (!hasCrossing(ringsOf(simple))) return simple
      finer /= 2
    }
    return part
  })
}

/**
 * A ring with fewer points (Ramer, Douglas and Peucker), never fewer than three. It is cut at two points far from
 * each other, which stay, and both halves are simplified.
 */
export function simplifyRing(ring: Ring, tolerance: number): Ring {
  if (ring.length <= 3) return ring
  const start = farthestFrom(ring, ring[0])
  const turned = [...ring.slice(start), ...ring.slice(0, start)]
  const opposite = farthestFrom(turned, turned[0])
  const there = simplifyLine(turned.slice(0, opposite + 1), tolerance, true)
  const back = simplifyLine([...turned.slice(opposite), ...turned.slice(0, 1)], tolerance, true)
  const simple = [...there, ...back.slice(1, -1)]
  return simple.length >= 3 ? simple : triangle(turned, opposite)
}

function farthestFrom(ring: Ring, from: Ring[number] | undefined): number {
  let best = 0
  let farthest = -1
  ring.forEach(({ x, y }, i) => {
    const distance = from ? (x - from.x) ** 2 + (y - from.y) ** 2 : 0
    if (distance > farthest) {
      farthest = distance
      best = i
    }
  })
  return best
}

/** The first point, the one opposite, and the one furthest from the line between them. */
function triangle(ring: Ring, opposite: number): Ring {
  const a = ring[0]
  const b = ring[opposite]
  if (!a || !b) return ring
  let third = 1
  let farthest = -1
  ring.forEach(({ x, y }, i) => {
    const distance = Math.abs((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x))
    if (i !== 0 && i !== opposite && distance > farthest) {
      farthest = distance
      third = i
    }
  })
  return ring.filter((_, i) => i === 0 || i === opposite || i === third)
}

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
