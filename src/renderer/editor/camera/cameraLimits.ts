import { fitCamera, type Camera, type Size } from '@shared/geometry/spaces'

/** The smallest and largest zoom, in CSS pixels per image pixel. */
const zoomLimits = { min: 0.02, max: 64 } as const

/** How much of the image stays in view at least, in view pixels. */
const margin = 48

/** The nearest zoom that is allowed; an image too large for the smallest zoom may still be fitted. */
export function limitZoom(zoom: number, image: Size, view: Size): number {
  const min = Math.min(zoomLimits.min, fitCamera(image, view).zoom)
  return Math.min(zoomLimits.max, Math.max(min, zoom))
}

/** The camera moved as little as needed, so that part of the image stays in view. */
export function keepInView(camera: Camera, image: Size, view: Size): Camera {
  return {
    zoom: camera.zoom,
    offsetX: keepSide(camera.offsetX, image.width * camera.zoom, view.width),
    offsetY: keepSide(camera.offsetY, image.height * camera.zoom, view.height)
  }
}

function keepSide(offset: number, length: number, view: number): number {
  const visible = Math.min(margin, length, view)
  return Math.min(Math.max(offset, visible - length), view - visible)
}
