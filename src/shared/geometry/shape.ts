import { maskBounds, maskContains, maskFromPatch, maskShape, patchFromMask } from '../mask/maskData'
import { resamplePatch, translatePatch } from '../mask/resample'
import type { MaskShape, Shape, PolygonPart, Ring, ShapePoint } from '../schema/shape'
import { boxContains, clampBox, mapBetweenBoxes, type Box, boxArea, boxFromPoints } from './box'
import { polygonBounds, polygonContains, transformPolygon, translatePolygon } from './polygon'
import type { Point, Size } from './spaces'

/** The smallest box around a shape in image pixels, or undefined for an empty mask. */
export function shapeBounds(shape: Shape): Box | undefined {
  switch (shape.kind) {
    case 'rect':
      return { x: shape.x, y: shape.y, width: shape.width, height: shape.height }
    case 'polygon':
      return polygonBounds(shape.parts)
    case 'mask':
      return maskBounds(shape)
  }
}

/** Whether an image point lies in the shape (holes are outside; a rectangle is taken as filled). */
export function hitTest(shape: Shape, point: Point): boolean {
  switch (shape.kind) {
    case 'rect':
      return boxContains(shape, point)
    case 'polygon':
      return polygonContains(shape.parts, point)
    case 'mask':
      return maskContains(shape, point.x, point.y)
  }
}

/**
 * The shape moved by a step in image pixels; a mask moves by whole pixels and loses what leaves the image, so a
 * gesture translates the shape that it began with.
 */
export function translateShape(shape: Shape, dx: number, dy: number): Shape {
  switch (shape.kind) {
    case 'rect':
      return { ...shape, x: shape.x + dx, y: shape.y + dy }
    case 'polygon':
      return { kind: 'polygon', parts: translatePolygon(shape.parts, dx, dy) }
    case 'mask':
      return changePatch(shape, (patch) => translatePatch(patch, Math.round(dx), Math.round(dy), shape))
  }
}

/**
 * The shape moved and stretched as `from` (usually its bounds) becomes `to`. A mask is resampled, nearest pixel, and
 * loses what leaves the image.
 */
export function transformShape(shape: Shape, from: Box, to: Box): Shape {
  switch (shape.kind) {
    case 'rect': {
      const corner = mapBetweenBoxes(shape, from, to)
      const end = mapBetweenBoxes({ x: shape.x + shape.width, y: shape.y + shape.height }, from, to)
      return { ...shape, ...corner, width: end.x - corner.x, height: end.y - corner.y }
    }
    case 'polygon':
      return { kind: 'polygon', parts: transformPolygon(shape.parts, from, to) }
    case 'mask':
      return changePatch(shape, (patch) => resamplePatch(patch, from, to, shape))
  }
}

/**
 * What of a shape lies inside the image, or undefined when nothing does. The same object when all of it does; a mask
 * always does.
 */
export function clampShape(shape: Shape, image: Size): Shape | undefined {
  switch (shape.kind) {
    case 'rect': {
      const box = clampBox(shape, image)
      if (!box) return undefined
      const same = box.width === shape.width && box.height === shape.height
      return same ? shape : { kind: 'rect', ...box }
    }
    case 'polygon': {
      const parts = clipPolygon(shape.parts, image)
      if (parts === shape.parts) return shape
      return parts.length > 0 ? { kind: 'polygon', parts } : undefined
    }
    case 'mask':
      return maskBounds(shape) ? shape : undefined
  }
}

type Patch = NonNullable<ReturnType<typeof patchFromMask>>

function changePatch(shape: MaskShape, change: (patch: Patch) => Patch): MaskShape {
  const patch = patchFromMask(shape)
  return patch ? maskShape(maskFromPatch(change(patch), shape)) : shape
}

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
function clipPolygon(parts: PolygonPart[], image: Size): PolygonPart[] {
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
