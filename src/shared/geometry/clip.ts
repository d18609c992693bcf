import type { PolygonPart, Ring, ShapePoint } from '../schema/shape'
import { boxArea, boxFromPoints } from './box'
import type { Size } from './spaces'

/**
 * A ring cut off at the image's border (Sutherland and Hodgman 1974). Where a concave ring falls apart, its pieces
 * stay joined by lines along the border, which cover no pixel. Undefined when nothing of it is inside.
 */
function clipRing(ring: Ring, image: Size): Ring | undefined {
  let points: Ring = ring
  points = clipSide(points, 'x', 0, 1)
  points = clipSide(points, 'x', image.width, -1)
  points = clipSide(points, 'y', 0, 1)
  points = clipSide(points, 'y', image.height, -1)
  const box = boxFromPoints(points)
  return points.length >= 3 && box && boxArea(box) > 0 ? points : undefined
}

/** A polygon cut off at the image's border; parts and holes outside of it go away. The same array when all is inside. */
export function clipPolygon(parts: PolygonPart[], image: Size): PolygonPart[] {
  const inside = ({ x, y }: ShapePoint): boolean => x >= 0 && y >= 0 && x <= image.width && y <= image.height
  if (parts.every((part) => part.outer.every(inside) && part.holes.every((hole) => hole.every(inside)))) {
    return parts
  }
  return parts.flatMap((part) => {
    const outer = clipRing(part.outer, image)
    if (!outer) return []
    return [{ outer, holes: part.holes.map((hole) => clipRing(hole, image)).filter((hole) => !!hole) }]
  })
}

/** Keeps the side where (coordinate − border) × sign ≥ 0. */
function clipSide(ring: Ring, axis: 'x' | 'y', border: number, sign: 1 | -1): Ring {
  const kept: Ring = []
  let previous = ring[ring.length - 1]
  for (const point of ring) {
    if (previous) {
      const before = (previous[axis] - border) * sign
      const now = (point[axis] - border) * sign
      if (before * now < 0) {
        const t = before / (before - now)
        const x = previous.x + t * (point.x - previous.x)
        const y = previous.y + t * (point.y - previous.y)
        // The cut coordinate is the border itself, not what rounding made of it.
        kept.push(axis === 'x' ? { x: border, y } : { x, y: border })
      }
      if (now >= 0) kept.push(point)
    }
    previous = point
  }
  return kept
}
