import { intersectBoxes, type Box } from '@shared/geometry/box'
import { toImage, viewPoint, type Camera, type Size, type ViewPoint } from '@shared/geometry/spaces'
import { marks } from './colors'

/** Runs with image pixels as the unit; lengths on screen are divided by the zoom. */
export function inImage(context: CanvasRenderingContext2D, camera: Camera, paint: () => void): void {
  context.save()
  context.translate(camera.offsetX, camera.offsetY)
  context.scale(camera.zoom, camera.zoom)
  paint()
  context.restore()
}

/** Whether any of a box can be seen. */
export function isInView(box: Box, camera: Camera, view: Size): boolean {
  const from = toImage(camera, viewPoint(0, 0))
  const seen = { ...from, width: view.width / camera.zoom, height: view.height / camera.zoom }
  // A line has no area, and shows all the same.
  const grown = { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 }
  return intersectBoxes(grown, seen) !== undefined
}

/** Lays a colour over what rings enclose. */
export function fillPath(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  alpha: number
): void {
  context.globalAlpha = alpha
  context.fillStyle = color
  context.fill(path, 'evenodd')
  context.globalAlpha = 1
}

/** A line of constant width on screen, in image space. */
export function strokePath(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  width: number,
  zoom: number
): void {
  context.strokeStyle = color
  context.lineWidth = width / zoom
  context.lineJoin = 'round'
  context.stroke(path)
}

/** A line that is seen on anything: a colour on a light ground. */
export function strokeOnLight(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  width: number,
  zoom: number
): void {
  strokePath(context, path, marks.light, width + 2, zoom)
  strokePath(context, path, color, width, zoom)
}

/** A filled disc with a rim, in view pixels. */
export function paintDisc(
  context: CanvasRenderingContext2D,
  { x, y }: ViewPoint,
  radius: number,
  fill: string,
  rim: string
): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
  context.strokeStyle = rim
  context.lineWidth = 1.5
  context.stroke()
}
