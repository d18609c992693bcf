import type { Picture } from './imageLoader'

/**
 * Decodes an image, turned upright by its EXIF orientation. An element alone may let go of its pixels while it is
 * not on the page, and would decode them again in the middle of a frame; a bitmap holds them until it is collected.
 */
export async function decodePicture(url: string): Promise<Picture> {
  const element = new Image()
  element.crossOrigin = 'anonymous'
  element.src = url
  await element.decode()
  const source = await createImageBitmap(element, { imageOrientation: 'from-image' })
  return { source, width: source.width, height: source.height }
}
