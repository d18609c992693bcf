/**
 * Points live in one of three spaces, and the compiler keeps them apart:
 * image pixels (stored, after EXIF orientation), view pixels (CSS pixels of the canvas), and model pixels
 * (the encoder's input). `camera.ts` and `modelTransform` are the only places that convert.
 */
declare const space: unique symbol

export interface Point {
  readonly x: number
  readonly y: number
}
export type ImagePoint = Point & { readonly [space]: 'image' }
export type ViewPoint = Point & { readonly [space]: 'view' }

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint
export const viewPoint = (x: number, y: number): ViewPoint => ({ x, y }) as ViewPoint

/** Size in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** How an image lies in the view: `view = image × zoom + offset`, in CSS pixels. */
export interface Camera {
  readonly zoom: number
  readonly offsetX: number
  readonly offsetY: number
}

/** Where a point of the image is seen. */
export function toView(camera: Camera, point: ImagePoint): ViewPoint {
  return viewPoint(point.x * camera.zoom + camera.offsetX, point.y * camera.zoom + camera.offsetY)
}

/** Which point of the image is seen there (may lie outside of the image). */
export function toImage(camera: Camera, point: ViewPoint): ImagePoint {
  return imagePoint((point.x - camera.offsetX) / camera.zoom, (point.y - camera.offsetY) / camera.zoom)
}

/** The same camera at another zoom, with the image point under `anchor` staying there. */
export function zoomAt(camera: Camera, anchor: ViewPoint, zoom: number): Camera {
  const fixed = toImage(camera, anchor)
  return { zoom, offsetX: anchor.x - fixed.x * zoom, offsetY: anchor.y - fixed.y * zoom }
}

/** The camera that shows the whole image, centred, with a margin in view pixels; never enlarges over `maxZoom`. */
export function fitCamera(image: Size, view: Size, margin = 24, maxZoom = 8): Camera {
  const zoom = Math.min(
    maxZoom,
    Math.max(1, view.width - 2 * margin) / image.width,
    Math.max(1, view.height - 2 * margin) / image.height
  )
  return {
    zoom,
    offsetX: (view.width - image.width * zoom) / 2,
    offsetY: (view.height - image.height * zoom) / 2
  }
}

/** The nearest point inside the image, borders included. */
export function clampToImage(point: ImagePoint, image: Size): ImagePoint {
  return imagePoint(Math.min(Math.max(point.x, 0), image.width), Math.min(Math.max(point.y, 0), image.height))
}
