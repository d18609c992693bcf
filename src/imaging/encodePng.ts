import { constants } from 'node:zlib'
import type { PixelImage } from './pixels'
import { PNG_COLOR, pngFile } from './pngFile'

/** Bytes that are filtered and compressed at a time. */
const BATCH_BYTES = 1 << 22

/** Upright pixels as an opaque PNG, compressed fast rather than well. */
export function encodePng({ width, height, channels, data }: PixelImage): Promise<Uint8Array> {
  const rowsAtOnce = Math.max(1, Math.floor(BATCH_BYTES / (width * 3 + 1)))
  function* batches(): Generator<Uint8Array> {
    for (let y = 0; y < height; y += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, height - y)
      const pixels = data.subarray(y * width * channels, (y + rows) * width * channels)
      yield filtered(pixels, width, rows, channels)
    }
  }
  return pngFile(
    { width, height, bitDepth: 8, color: PNG_COLOR.rgb, level: constants.Z_BEST_SPEED },
    batches()
  )
}

/** Rows with the filter "Sub" (each byte less the one of the pixel to its left) and its number in front. */
function filtered(pixels: Uint8Array, width: number, rows: number, channels: 3 | 4): Uint8Array {
  const out = new Uint8Array(rows * (width * 3 + 1))
  let at = 0
  for (let y = 0; y < rows; y++) {
    out[at++] = 1
    let red = 0
    let green = 0
    let blue = 0
    let from = y * width * channels
    for (let x = 0; x < width; x++) {
      const r = pixels[from] ?? 0
      const g = pixels[from + 1] ?? 0
      const b = pixels[from + 2] ?? 0
      out[at] = r - red
      out[at + 1] = g - green
      out[at + 2] = b - blue
      red = r
      green = g
      blue = b
      at += 3
      from += channels
    }
  }
  return out
}
