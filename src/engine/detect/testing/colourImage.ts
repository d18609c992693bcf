import type { PixelImage } from '../../../imaging/pixels'

/** An image of one colour. */
export function colourImage(
  width: number,
  height: number,
  colour: readonly [number, number, number]
): PixelImage {
  const data = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) data.set(colour, i * 3)
  return { width, height, channels: 3, data }
}
