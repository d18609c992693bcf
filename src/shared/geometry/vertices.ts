import type { PolygonPart, Ring, ShapePoint } from '../schema/shape'
import { ringsOf } from './polygon'
import type { Point } from './spaces'

/** A vertex of a polygon; `ring` 0 is the outer ring of the part, 1 its first hole, and so on. */
export interface VertexRef {
  readonly part: number
  readonly ring: number
  readonly index: number
}

/** What was found near a point: where, and how far away in image pixels. */
export interface NearHit {
  /** The vertex, or for an edge the vertex that it starts from. */
  readonly ref: VertexRef
  readonly point: ShapePoint
  readonly distance: number
}

/** The point that a reference stands for, or undefined when it is stale. */
export function vertexAt(parts: readonly PolygonPart[], ref: VertexRef): ShapePoint | undefined {
  return ringAt(parts, ref)?.[ref.index]
}

/** The nearest vertex no further than `within` image pixels. */
export function nearestVertex(parts: readonly PolygonPart[], to: Point, within: number): NearHit | undefined {
  let best: NearHit | undefined
  forEachVertex(parts, (ref, point) => {
    const distance = Math.hypot(point.x - to.x, point.y - to.y)
    if (distance <= (best?.distance ?? within)) best = { ref, point, distance }
  })
  return best
}

/** The nearest point on an edge no further than `within` image pixels. */
export function nearestEdge(parts: readonly PolygonPart[], to: Point, within: number): NearHit | undefined {
  let best: NearHit | undefined
  forEachVertex(parts, (ref, start, end) => {
    const point = nearestOnSegment(start, end, to)
    const distance = Math.hypot(point.x - to.x, point.y - to.y)
    if (distance <= (best?.distance ?? within)) best = { ref, point, distance }
  })
  return best
}

/** The point of the segment that lies nearest. */
function nearestOnSegment(a: Point, b: Point, to: Point): ShapePoint {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length2 = dx * dx + dy * dy
  const t = length2 > 0 ? Math.min(1, Math.max(0, ((to.x - a.x) * dx + (to.y - a.y) * dy) / length2)) : 0
  return { x: a.x + t * dx, y: a.y + t * dy }
}

/** A new vertex on the edge that starts at `ref`; it gets the index after it. */
export function insertVertex(parts: readonly PolygonPart[], ref: VertexRef, point: Point): PolygonPart[] {
  return changeRing(parts, ref, (ring) => ring.toSpliced(ref.index + 1, 0, { x: point.x, y: point.y }))
}

/** The vertex put elsewhere. */
export function moveVertex(parts: readonly PolygonPart[], ref: VertexRef, point: Point): PolygonPart[] {
  return changeRing(parts, ref, (ring) => ring.with(ref.index, { x: point.x, y: point.y }))
}

/**
 * Without the vertex. A hole left with fewer than three points goes away, and so does a part whose outer ring is;
 * undefined when nothing is left.
 */
export function removeVertex(parts: readonly PolygonPart[], ref: VertexRef): PolygonPart[] | undefined {
  const next = changeRing(parts, ref, (ring) => ring.toSpliced(ref.index, 1))
    .filter((part) => part.outer.length >= 3)
    .map((part) => ({ outer: part.outer, holes: part.holes.filter((hole) => hole.length >= 3) }))
  return next.length > 0 ? next : undefined
}

function ringAt(parts: readonly PolygonPart[], ref: VertexRef): Ring | undefined {
  const part = parts[ref.part]
  return ref.ring === 0 ? part?.outer : part?.holes[ref.ring - 1]
}

function changeRing(
  parts: readonly PolygonPart[],
  ref: VertexRef,
  change: (ring: Ring) => Ring
): PolygonPart[] {
  const ring = ringAt(parts, ref)
  if (ring?.[ref.index] === undefined) throw new RangeError('The vertex does not exist')
  return parts.map((part, index) => {
    if (index !== ref.part) return part
    if (ref.ring === 0) return { outer: change(ring), holes: part.holes }
    return { outer: part.outer, holes: part.holes.with(ref.ring - 1, change(ring)) }
  })
}

function forEachVertex(
  parts: readonly PolygonPart[],
  visit: (ref: VertexRef, vertex: ShapePoint, next: ShapePoint) => void
): void {
  parts.forEach((value, part) => {
    ringsOf(value).forEach((points, ring) => {
      points.forEach((vertex, index) => {
        visit({ part, ring, index }, vertex, points[index + 1] ?? points[0] ?? vertex)
      })
    })
  })
}
