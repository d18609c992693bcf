import type { PolygonPart, Ring, ShapePoint } from '../schema/shape'
import { boxFromPoints, mapBetweenBoxes, uniteBoxes, type Box } from './box'
import type { Point } from './spaces'

/** A ring as it is read: at least three points, not closed by repetition. */
export type ReadonlyRing = readonly ShapePoint[]

/** All rings of a part: the outer one, then the holes. */
export function ringsOf(part: PolygonPart): Ring[] {
  return [part.outer, ...part.holes]
}

/** The same part with another function of each ring. */
function mapRings(part: PolygonPart, change: (ring: Ring) => Ring): PolygonPart {
  return { outer: change(part.outer), holes: part.holes.map(change) }
}

/** Signed area in square pixels (shoelace): positive when the ring runs clockwise on the screen (y downwards). */
export function signedRingArea(ring: ReadonlyRing): number {
  let twice = 0
  let previous = ring[ring.length - 1]
  for (const point of ring) {
    if (previous) twice += previous.x * point.y - point.x * previous.y
    previous = point
  }
  return twice / 2
}

/** Area in square pixels: outer rings less their holes. Parts are taken not to overlap. */
export function polygonArea(parts: readonly PolygonPart[]): number {
  let area = 0
  for (const { outer, holes } of parts) {
    area += Math.abs(signedRingArea(outer))
    for (const hole of holes) area -= Math.abs(signedRingArea(hole))
  }
  return Math.max(0, area)
}

/** The smallest box around all rings, or undefined without points. */
export function polygonBounds(parts: readonly PolygonPart[]): Box | undefined {
  let bounds: Box | undefined
  for (const part of parts) for (const ring of ringsOf(part)) bounds = uniteBoxes(bounds, boxFromPoints(ring))
  return bounds
}

/** Whether a point lies inside a ring (even-odd rule; a point on the line itself falls to either side). */
function ringContains(ring: ReadonlyRing, point: Point): boolean {
  let inside = false
  let previous = ring[ring.length - 1]
  for (const current of ring) {
    if (previous && current.y > point.y !== previous.y > point.y) {
      const t = (point.y - current.y) / (previous.y - current.y)
      if (point.x < current.x + t * (previous.x - current.x)) inside = !inside
    }
    previous = current
  }
  return inside
}

/** Whether a point lies in a polygon: inside some part and in none of that part's holes (even-odd per part). */
export function polygonContains(parts: readonly PolygonPart[], point: Point): boolean {
  return parts.some(({ outer, holes }) =>
    holes.reduce((inside, hole) => inside !== ringContains(hole, point), ringContains(outer, point))
  )
}

/** Every point moved by the same step. */
export function translatePolygon(parts: readonly PolygonPart[], dx: number, dy: number): PolygonPart[] {
  const move = (ring: Ring): Ring => ring.map(({ x, y }) => ({ x: x + dx, y: y + dy }))
  return parts.map((part) => mapRings(part, move))
}

/** Every point carried along when `from` is moved and stretched to `to`. */
export function transformPolygon(parts: readonly PolygonPart[], from: Box, to: Box): PolygonPart[] {
  const stretch = (ring: Ring): Ring => ring.map((point) => mapBetweenBoxes(point, from, to))
  return parts.map((part) => mapRings(part, stretch))
}
