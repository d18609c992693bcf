import type { PixelImage } from './pixels'
import { triangleFilter, WEIGHT_BITS, type AxisFilter } from './resizeFilter'

const HALF = 1 << (WEIGHT_BITS - 1)

/**
 * Resizes as PIL does with its antialiased bilinear filter: along x first, then along y, rounding to 8 bits after
 * each pass; a pass that would not change its axis is left out.
 */
export function resizeImage(image: PixelImage, width: number, height: number): PixelImage {
  const wide = width === image.width ? image : resizeRows(image, width)
  return height === wide.height ? wide : resizeColumns(wide, height)
}

/** uint8[h, w, 3 or 4] → uint8[h, width, 3]. Three sums at a time, so that each weight is loaded once a pixel. */
function resizeRows(image: PixelImage, width: number): PixelImage {
  const { start, count, weights, stride } = triangleFilter(image.width, width)
  const { data: source, channels } = image
  const data = new Uint8Array(width * image.height * 3)
  let at = 0
  for (let y = 0; y < image.height; y++) {
    const rowStart = y * image.width * channels
    for (let x = 0; x < width; x++) {
      let from = rowStart + (start[x] ?? 0) * channels
      let red = HALF
      let green = HALF
      let blue = HALF
      const firstWeight = x * stride
      const lastWeight = firstWeight + (count[x] ?? 0)
      for (let k = firstWeight; k < lastWeight; k++) {
        const weight = weights[k] ?? 0
        red = (red + (source[from] ?? 0) * weight) | 0
        green = (green + (source[from + 1] ?? 0) * weight) | 0
        blue = (blue + (source[from + 2] ?? 0) * weight) | 0
        from += channels
      }
      data[at] = red >> WEIGHT_BITS
      data[at + 1] = green >> WEIGHT_BITS
      data[at + 2] = blue >> WEIGHT_BITS
      at += 3
    }
  }
  return { width, height: image.height, channels: 3, data }
}

/** uint8[h, w, c] → uint8[height, w, c]: whole rows are summed, which reads memory in order. */
function resizeColumns(image: PixelImage, height: number): PixelImage {
  const filter = triangleFilter(image.height, height)
  const rowLength = image.width * image.channels
  const data = new Uint8Array(rowLength * height)
  const sums = new Int32Array(rowLength)
  for (let y = 0; y < height; y++) {
    sumRows(image.data, rowLength, filter, y, sums)
    const at = y * rowLength
    for (let i = 0; i < rowLength; i++) data[at + i] = (sums[i] ?? 0) >> WEIGHT_BITS
  }
  return { ...image, height, data }
}

function sumRows(source: Uint8Array, length: number, filter: AxisFilter, y: number, sums: Int32Array): void {
  sums.fill(HALF)
  const first = filter.start[y] ?? 0
  const count = filter.count[y] ?? 0
  for (let k = 0; k < count; k++) {
    const weight = filter.weights[y * filter.stride + k] ?? 0
    const from = (first + k) * length
    for (let i = 0; i < length; i++) sums[i] = ((sums[i] ?? 0) + (source[from + i] ?? 0) * weight) | 0
  }
}
