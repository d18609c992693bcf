import type { CornerBox } from '@shared/segment/cornerBox'
import type { PixelImage } from './pixels'

/** A part of an image: left, top, and right, bottom exclusive, which must lie inside of it. */
export function cropPixels(image: PixelImage, [left, top, right, bottom]: CornerBox): PixelImage {
  const { channels, data } = image
  const width = right - left
  const height = bottom - top
  const cropped = new Uint8Array(width * height * channels)
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * channels
    cropped.set(data.subarray(from, from + width * channels), y * width * channels)
  }
  return { width, height, channels, data: cropped }
}
