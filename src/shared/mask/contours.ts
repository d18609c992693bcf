import type { MaskData, PolygonPart, Ring, ShapePoint } from '../schema/shape'
import { groupRings } from './ringGroups'
import { patchFromMask } from './maskData'
import { outlinePatch, type BoundaryRing } from './outline'
import type { MaskPatch } from './patch'

/**
 * The polygon of a mask: one part for each 4-connected piece, with its holes, through the middles of the pixel edges
 * between object and background, which is what marching squares at the half level gives (d3-contour without
 * smoothing). Rasterised by pixel centres it is the mask again, pixel for pixel. Points on a straight line are left
 * out. Image pixels; outer rings clockwise on the screen, holes counter-clockwise. Empty for an empty mask.
 */
export function contoursOfMask(mask: MaskData): PolygonPart[] {
  const patch = patchFromMask(mask)
  return patch ? contoursOfPatch(patch) : []
}

/** The polygon of a patch, see `contoursOfMask`. */
export function contoursOfPatch(patch: MaskPatch): PolygonPart[] {
  return groupRings(outlinePatch(patch)).map(({ outer, holes }) => ({
    outer: halfPixelRing(outer),
    holes: holes.map(halfPixelRing)
  }))
}

/**
 * The exact area's polygon: the same pieces and holes along the pixel edges themselves, with right angles only.
 * Unlike the half-pixel one it keeps the corners, so that its area is the number of pixels.
 */
export function crackPolygonOfPatch(patch: MaskPatch): PolygonPart[] {
  return groupRings(outlinePatch(patch)).map(({ outer, holes }) => ({
    outer: pointsOf(outer),
    holes: holes.map(pointsOf)
  }))
}

/**
 * A ring along pixel edges to one through the edges' middles: each corner is cut from the middle of the last edge
 * before it to the middle of the first edge after it.
 */
export function halfPixelRing(ring: BoundaryRing): Ring {
  const corners = pointsOf(ring)
  const points: Ring = []
  let previous = corners[corners.length - 1]
  corners.forEach((corner, i) => {
    const next = corners[i + 1] ?? corners[0]
    if (previous && next) {
      pushUnlessStraight(points, halfStep(corner, previous))
      pushUnlessStraight(points, halfStep(corner, next))
    }
    previous = corner
  })
  return closeStraight(points)
}

/** Half a pixel from a corner towards another in the same row or column. */
function halfStep(from: ShapePoint, to: ShapePoint): ShapePoint {
  return { x: from.x + Math.sign(to.x - from.x) / 2, y: from.y + Math.sign(to.y - from.y) / 2 }
}

/** Adds a point; one that only repeats the last, or leaves the last on a straight line, takes its place. */
function pushUnlessStraight(points: Ring, point: ShapePoint): void {
  const last = points[points.length - 1]
  const before = points[points.length - 2]
  if (last && ((last.x === point.x && last.y === point.y) || (before && isStraight(before, last, point)))) {
    points.pop()
  }
  points.push(point)
}

/** Takes out what became straight where the ring closes. */
function closeStraight(points: Ring): Ring {
  for (;;) {
    const first = points[0]
    const second = points[1]
    const last = points[points.length - 1]
    const before = points[points.length - 2]
    if (!first || !second || !last || !before || points.length <= 3) return points
    if ((last.x === first.x && last.y === first.y) || isStraight(before, last, first)) points.pop()
    else if (isStraight(last, first, second)) points.shift()
    else return points
  }
}

function isStraight(a: ShapePoint, b: ShapePoint, c: ShapePoint): boolean {
  return (b.x - a.x) * (c.y - b.y) === (b.y - a.y) * (c.x - b.x)
}

function pointsOf(ring: BoundaryRing): Ring {
  const points: Ring = []
  for (let i = 0; i + 1 < ring.length; i += 2) points.push({ x: ring[i] ?? 0, y: ring[i + 1] ?? 0 })
  return points
}
