import { createCanvas, loadImage } from '@napi-rs/canvas'
import { unreadable } from './errors'
import type { ImageHeader } from './header'
import { withoutColourProfile } from './jpegProfile'
import type { PixelImage } from './pixels'

/**
 * Decodes by Skia: JPEG, because it uses libjpeg-turbo as the official code's libraries do (another decoder's
 * rounding moved predicted IoUs by up to 0.009), and GIF, which only Skia knows. It turns a JPEG upright by itself.
 */
export async function decodeWithSkia(bytes: Uint8Array, header: ImageHeader): Promise<PixelImage> {
  const { width, height, format } = header
  const image = await loadImage(format === 'jpeg' ? withoutColourProfile(bytes) : bytes).catch(
    (error: unknown) => {
      throw unreadable('damaged', error instanceof Error ? error.message : String(error))
    }
  )
  if (image.width !== width || image.height !== height) {
    throw unreadable('damaged', `${image.width}×${image.height} pixels instead of ${width}×${height}`)
  }
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  // What Skia could not decode of an opaque picture stays transparent.
  if (format === 'jpeg' && data[data.length - 1] !== 255)
    throw unreadable('damaged', 'the picture is incomplete')
  return { width, height, channels: 4, data: new Uint8Array(data.buffer, data.byteOffset, data.length) }
}
