import type { Point } from '../geometry/spaces'
import type { Bitmap, PixelBox } from './rle'

/** The smallest radius that paints, from any point, at least the pixel under it: half a pixel's diagonal. */
const smallestRadius = Math.SQRT1_2

/**
 * Paints (1) or erases (0) a disc: all pixels whose centre is no further than `radius` image pixels from `center`.
 * Gives the box in which pixels changed, or undefined when none did.
 */
export function stampDisc(bitmap: Bitmap, center: Point, radius: number, value: 0 | 1): PixelBox | undefined {
  return strokeCapsule(bitmap, center, center, radius, value)
}

/**
 * Paints (1) or erases (0) what a disc sweeps on its straight way from `from` to `to` (a capsule), cut off at the
 * image. Gives the box in which pixels changed, or undefined when none did. Only the capsule's rows are visited.
 */
export function strokeCapsule(
  bitmap: Bitmap,
  from: Point,
  to: Point,
  radius: number,
  value: 0 | 1
): PixelBox | undefined {
  const r = Math.max(radius, smallestRadius)
  const firstRow = Math.max(0, Math.ceil(Math.min(from.y, to.y) - r - 0.5))
  const lastRow = Math.min(bitmap.height - 1, Math.floor(Math.max(from.y, to.y) + r - 0.5))
  let left = bitmap.width
  let right = -1
  let top = -1
  let bottom = -1
  for (let row = firstRow; row <= lastRow; row++) {
    const span = capsuleSpan(from, to, r, row + 0.5)
    if (!span) continue
    let first = Math.max(0, Math.ceil(span[0] - 0.5))
    let last = Math.min(bitmap.width - 1, Math.floor(span[1] - 0.5))
    const base = row * bitmap.width
    while (first <= last && isSet(bitmap.data[base + first]) === value) first++
    while (last >= first && isSet(bitmap.data[base + last]) === value) last--
    if (first > last) continue
    bitmap.data.fill(value, base + first, base + last + 1)
    if (first < left) left = first
    if (last > right) right = last
    if (top < 0) top = row
    bottom = row
  }
  return top < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

const isSet = (byte: number | undefined): 0 | 1 => (byte === 0 ? 0 : 1)

/** Where a horizontal line at height y cuts a capsule, which is convex and so is cut in one piece. */
function capsuleSpan(a: Point, b: Point, r: number, y: number): [number, number] | undefined {
  let from = Infinity
  let to = -Infinity
  const include = (start: number, end: number): void => {
    if (start < from) from = start
    if (end > to) to = end
  }
  for (const end of [a, b]) {
    const rest = r * r - (y - end.y) * (y - end.y)
    if (rest >= 0) include(end.x - Math.sqrt(rest), end.x + Math.sqrt(rest))
  }
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = Math.hypot(dx, dy)
  if (length > 0) {
    // The two long sides of the band between the discs: the axis moved by r along its normal, both ways.
    const offsetX = (-dy / length) * r
    const offsetY = (dx / length) * r
    for (const side of [1, -1]) {
      const startY = a.y + side * offsetY
      if (dy === 0) continue
      const t = (y - startY) / dy
      if (t >= 0 && t <= 1) include(a.x + side * offsetX + t * dx, a.x + side * offsetX + t * dx)
    }
  }
  return from > to ? undefined : [from, to]
}
