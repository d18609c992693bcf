import { createCanvas, loadImage, type Image } from '@napi-rs/canvas'
import { unreadable } from './errors'
import type { ImageHeader } from './header'
import { withoutColourProfile } from './jpegProfile'
import type { PixelImage } from './pixels'

/** Rows are taken out of a large picture in parts of so many pixels, so that it is not held three times. */
const PART_PIXELS = 1 << 24

/**
 * Decodes by Skia: JPEG, because it uses libjpeg-turbo as the official code's libraries do (another decoder's
 * rounding moved predicted IoUs by up to 0.009), and GIF, which only Skia knows. It turns a JPEG upright by itself.
 */
export async function decodeWithSkia(bytes: Uint8Array, header: ImageHeader): Promise<PixelImage> {
  const { width, height, format } = header
  const image = await openWithSkia(bytes, header)
  const data = new Uint8Array(width * height * 4)
  const rows = Math.max(1, Math.min(height, Math.floor(PART_PIXELS / width)))
  const context = createCanvas(width, rows).getContext('2d')
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y)
    context.clearRect(0, 0, width, rows)
    context.drawImage(image, 0, -y)
    data.set(context.getImageData(0, 0, width, count).data, y * width * 4)
  }
  // What Skia could not decode of an opaque picture stays transparent.
  if (format === 'jpeg' && data[data.length - 1] !== 255)
    throw unreadable('damaged', 'the picture is incomplete')
  return { width, height, channels: 4, data }
}

/** The same at another size, on white: uint8[height, width, 4]. The picture in its own size is held only once. */
export async function shrinkWithSkia(
  bytes: Uint8Array,
  header: ImageHeader,
  width: number,
  height: number
): Promise<Uint8Array> {
  const image = await openWithSkia(bytes, header)
  const context = createCanvas(width, height).getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  return new Uint8Array(data.buffer, data.byteOffset, data.length)
}

async function openWithSkia(bytes: Uint8Array, { format, width, height }: ImageHeader): Promise<Image> {
  const image = await loadImage(format === 'jpeg' ? withoutColourProfile(bytes) : bytes).catch(
    (error: unknown) => {
      throw unreadable('damaged', error instanceof Error ? error.message : String(error))
    }
  )
  if (image.width !== width || image.height !== height) {
    throw unreadable('damaged', `${image.width}×${image.height} pixels instead of ${width}×${height}`)
  }
  return image
}
