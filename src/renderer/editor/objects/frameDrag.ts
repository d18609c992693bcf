import type { Box } from '@shared/geometry/box'
import type { ImagePoint, Point, Size } from '@shared/geometry/spaces'
import type { HandleId } from './handles'

/** The smallest side that resizing leaves, in image pixels. */
const smallest = 1

/** A movement limited so that the box stays inside the image (a box that is larger does not move). */
export function limitMove(box: Box, dx: number, dy: number, image: Size): Point {
  return {
    x: limitSide(box.x, box.width, dx, image.width),
    y: limitSide(box.y, box.height, dy, image.height)
  }
}

function limitSide(start: number, length: number, delta: number, total: number): number {
  const least = Math.min(0, -start)
  const most = Math.max(0, total - start - length)
  return Math.min(Math.max(delta, least), most)
}

/** The frame after a handle was dragged to a point: inside the image, not turned over, at least a pixel wide. */
export function resizeFrame(
  box: Box,
  handle: HandleId,
  to: ImagePoint,
  image: Size,
  keepRatio: boolean
): Box {
  let left = box.x
  let top = box.y
  let right = box.x + box.width
  let bottom = box.y + box.height
  if (handle.includes('w')) left = Math.min(Math.max(to.x, 0), right - smallest)
  if (handle.includes('e')) right = Math.max(Math.min(to.x, image.width), left + smallest)
  if (handle.includes('n')) top = Math.min(Math.max(to.y, 0), bottom - smallest)
  if (handle.includes('s')) bottom = Math.max(Math.min(to.y, image.height), top + smallest)
  const resized = { x: left, y: top, width: right - left, height: bottom - top }
  return keepRatio && handle.length === 2 ? withRatio(box, resized, handle) : resized
}

/** The largest frame of the old proportions inside the new one, in the corner opposite to the handle. */
function withRatio(old: Box, box: Box, handle: HandleId): Box {
  if (old.width <= 0 || old.height <= 0) return box
  const scale = Math.min(box.width / old.width, box.height / old.height)
  const width = old.width * scale
  const height = old.height * scale
  return {
    x: handle.includes('w') ? box.x + box.width - width : box.x,
    y: handle.includes('n') ? box.y + box.height - height : box.y,
    width,
    height
  }
}
