import { Transformer } from '@napi-rs/image'
import type { PixelImage } from '../pixels'

/** The test picture's size: not square, so that a turn shows. */
export const WIDTH = 32
export const HEIGHT = 16

/** Colours of the quarters: top left, top right, bottom left, bottom right. */
const COLOURS = [
  [255, 255, 0],
  [0, 255, 0],
  [255, 0, 0],
  [0, 0, 0]
] as const

/** A picture of four quarters, uint8[16, 32, 4], by which each of the eight orientations can be told. */
export function quadrantPixels(): Uint8Array {
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4).fill(255)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const quarter = (y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1)
      rgba.set(COLOURS[quarter] ?? [], (y * WIDTH + x) * 4)
    }
  }
  return rgba
}

/** The test picture, to be encoded. */
export function quadrants(): Transformer {
  return Transformer.fromRgbaPixels(quadrantPixels(), WIDTH, HEIGHT)
}

/** Which quarter lies in each corner, clockwise from the top left: 'Y', 'G', 'K', 'R' (yellow, green, black, red). */
export function corners(image: PixelImage): string {
  const { width, height } = image
  const near = (x: number, y: number): string => {
    const at = (y * width + x) * image.channels
    const red = (image.data[at] ?? 0) > 127
    const green = (image.data[at + 1] ?? 0) > 127
    return red ? (green ? 'Y' : 'R') : green ? 'G' : 'K'
  }
  return near(2, 2) + near(width - 3, 2) + near(width - 3, height - 3) + near(2, height - 3)
}

/** The corners that each EXIF orientation of the picture must show. */
export const TURNED: Readonly<Record<number, string>> = {
  1: 'YGKR',
  2: 'GYRK',
  3: 'KRYG',
  4: 'RKGY',
  5: 'YRKG',
  6: 'RYGK',
  7: 'KGYR',
  8: 'GKRY'
}
