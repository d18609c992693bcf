import type { Point, Size } from './spaces'

/** An axis-aligned rectangle: left, top, width, height; fractions allowed, sizes never negative once normalised. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The box between two opposite corners, in any order. */
export function boxFromCorners(a: Point, b: Point): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y)
  }
}

/** The smallest box around points, or undefined when there are none. */
export function boxFromPoints(points: Iterable<Point>): Box | undefined {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const { x, y } of points) {
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

/** The four corners: top left, top right, bottom right, bottom left. */
export function boxCorners(box: Box): [Point, Point, Point, Point] {
  const right = box.x + box.width
  const bottom = box.y + box.height
  return [
    { x: box.x, y: box.y },
    { x: right, y: box.y },
    { x: right, y: bottom },
    { x: box.x, y: bottom }
  ]
}

/** The middle. */
export function boxCenter(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Width × height. */
export function boxArea(box: Box): number {
  return box.width * box.height
}

/** What two boxes share, or undefined when that has no area. */
export function intersectBoxes(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const right = Math.min(a.x + a.width, b.x + b.width)
  const bottom = Math.min(a.y + a.height, b.y + b.height)
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined
}

/** The smallest box around two boxes; an absent one counts for nothing. */
export function uniteBoxes(a: Box, b: Box | undefined): Box
export function uniteBoxes(a: Box | undefined, b: Box | undefined): Box | undefined
export function uniteBoxes(a: Box | undefined, b: Box | undefined): Box | undefined {
  if (!a || !b) return a ?? b
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y
  }
}

/** Intersection over union; 0 when both are empty. */
export function boxIou(a: Box, b: Box): number {
  const shared = intersectBoxes(a, b)
  const both = shared ? boxArea(shared) : 0
  const union = boxArea(a) + boxArea(b) - both
  return union > 0 ? both / union : 0
}

/** Whether a point lies in the box, borders included. */
export function boxContains(box: Box, point: Point): boolean {
  return point.x >= box.x && point.y >= box.y && point.x <= box.x + box.width && point.y <= box.y + box.height
}

/** Whether the inner box lies in the outer one, borders included. */
export function boxContainsBox(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** The part of the box inside the image, or undefined when that has no area. */
export function clampBox(box: Box, image: Size): Box | undefined {
  return intersectBoxes(box, { x: 0, y: 0, width: image.width, height: image.height })
}

/** The whole pixels that the box touches, inside the image; undefined when there are none. */
export function pixelsAround(box: Box, image: Size): Box | undefined {
  const x = Math.floor(box.x)
  const y = Math.floor(box.y)
  const right = Math.ceil(box.x + box.width)
  const bottom = Math.ceil(box.y + box.height)
  return clampBox({ x, y, width: right - x, height: bottom - y }, image)
}

/** Carries a point along when `from` is moved and stretched to `to`; a side of zero length keeps its offset. */
export function mapBetweenBoxes(point: Point, from: Box, to: Box): Point {
  const scaleX = from.width > 0 ? to.width / from.width : 1
  const scaleY = from.height > 0 ? to.height / from.height : 1
  return { x: to.x + (point.x - from.x) * scaleX, y: to.y + (point.y - from.y) * scaleY }
}
