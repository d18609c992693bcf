import { clampBox, boxCorners } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import type { Point, Size } from '@shared/geometry/spaces'
import { crackPolygonOfPatch } from '@shared/mask/contours'
import { patchFromMask } from '@shared/mask/maskData'
import type { Ring, Shape } from '@shared/schema/shape'

/** What a corner may be outside by: a rounding. */
const ROUNDING = 1e-6

/**
 * The smallest rectangle around a shape, turned as it may be, that lies inside the image: four corners, one after the
 * other. One of its sides runs along a side of the convex hull; where all of these leave the image, it is upright.
 * Undefined for a shape without extent.
 */
export function orientedBox(shape: Shape, size: Size): Ring | undefined {
  const bounds = shapeBounds(shape)
  const upright = bounds && clampBox(bounds, size)
  if (!upright || upright.width <= 0 || upright.height <= 0) return undefined
  let best: Ring = boxCorners(upright)
  let smallest = upright.width * upright.height
  const hull = convexHull(pointsOf(shape))
  for (const [i, from] of hull.entries()) {
    const to = hull[(i + 1) % hull.length] ?? from
    const { corners, area } = boxAlong(hull, from, to)
    const isInside = corners.every(
      ({ x, y }) =>
        x >= -ROUNDING && y >= -ROUNDING && x <= size.width + ROUNDING && y <= size.height + ROUNDING
    )
    // An upright box is left only for one that is smaller by more than a rounding.
    if (isInside && area > 0 && area < smallest - ROUNDING) {
      best = corners
      smallest = area
    }
  }
  return best
}

function pointsOf(shape: Shape): readonly Point[] {
  if (shape.kind === 'rect') return boxCorners(shape)
  if (shape.kind === 'polygon') return shape.parts.flatMap(({ outer }) => outer)
  const patch = patchFromMask(shape)
  return patch ? crackPolygonOfPatch(patch).flatMap(({ outer }) => outer) : []
}

/** The hull's corners in turn (Andrew's monotone chain), without those on a straight line. */
function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const lower = chain(sorted)
  const upper = chain(sorted.toReversed())
  return [...lower.slice(0, -1), ...upper.slice(0, -1)]
}

function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    for (;;) {
      const [before, last] = [kept[kept.length - 2], kept[kept.length - 1]]
      if (!before || !last || turn(before, last, point) > 0) break
      kept.pop()
    }
    kept.push(point)
  }
  return kept
}

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** The rectangle around points of which one side runs along a line. */
function boxAlong(points: readonly Point[], from: Point, to: Point): { corners: Ring; area: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [dx, dy] = length > 0 ? [(to.x - from.x) / length, (to.y - from.y) / length] : [1, 0]
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of points) {
    const along = x * dx + y * dy
    const across = y * dx - x * dy
    left = Math.min(left, along)
    right = Math.max(right, along)
    top = Math.min(top, across)
    bottom = Math.max(bottom, across)
  }
  const corner = (along: number, across: number): Point => ({
    x: along * dx - across * dy,
    y: along * dy + across * dx
  })
  const corners = [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)]
  return { corners, area: (right - left) * (bottom - top) }
}
