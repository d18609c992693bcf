import type { PixelImage } from './pixels'

/** How one axis of an image is resized: each output sample is a weighted sum of neighbouring input samples. */
interface AxisFilter {
  /** First input sample of each output sample. */
  readonly start: Int32Array
  /** How many input samples each output sample takes. */
  readonly count: Int32Array
  /** Weights of output sample i from i × stride on, in units of 2^-22. */
  readonly weights: Int32Array
  readonly stride: number
}

/** Fraction bits of a weight: what 32 bits leave beside an 8-bit sample and two bits of headroom. */
export const WEIGHT_BITS = 22

/**
 * The weights of PIL's antialiased bilinear resize (Pillow's `Image.resize(…, BILINEAR)`, described in its
 * documentation and in Resample.c): a triangle whose support is one input sample, or one output sample where the
 * image shrinks, centred on the output sample and rounded to fixed point. The official Segment Anything code
 * resizes with it, and masks agree only when the same rounding is done.
 */
export function triangleFilter(inputSize: number, outputSize: number): AxisFilter {
  const scale = inputSize / outputSize
  const support = Math.max(scale, 1)
  const stride = Math.ceil(support) * 2 + 1
  const start = new Int32Array(outputSize)
  const count = new Int32Array(outputSize)
  const weights = new Int32Array(outputSize * stride)
  const row = new Float64Array(stride)
  for (let i = 0; i < outputSize; i++) {
    const center = (i + 0.5) * scale
    const first = Math.max(0, Math.trunc(center - support + 0.5))
    const last = Math.min(inputSize, Math.trunc(center + support + 0.5))
    let sum = 0
    for (let k = 0; k < last - first; k++) {
      const distance = Math.abs((k + first - center + 0.5) / support)
      const weight = distance < 1 ? 1 - distance : 0
      row[k] = weight
      sum += weight
    }
    for (let k = 0; k < last - first; k++) {
      weights[i * stride + k] = Math.trunc(0.5 + ((row[k] ?? 0) / sum) * (1 << WEIGHT_BITS))
    }
    start[i] = first
    count[i] = last - first
  }
  return { start, count, weights, stride }
}

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

/**
 * uint8[h, w, c] → uint8[height, w, c]: whole rows are summed, which reads memory in order, and four at a time, which
 * takes half as long as one at a time.
 */
function resizeColumns(image: PixelImage, height: number): PixelImage {
  const { start, count, weights, stride } = triangleFilter(image.height, height)
  const length = image.width * image.channels
  const data = new Uint8Array(length * height)
  const sums = new Int32Array(length)
  for (let y = 0; y < height; y++) {
    sums.fill(HALF)
    const first = start[y] ?? 0
    const rows = count[y] ?? 0
    for (let k = 0; k < rows; k += 4) {
      const from = y * stride + k
      addRows(image.data, (first + k) * length, weights.subarray(from, from + Math.min(4, rows - k)), sums)
    }
    const at = y * length
    for (let i = 0; i < length; i++) data[at + i] = (sums[i] ?? 0) >> WEIGHT_BITS
  }
  return { ...image, height, data }
}

/** Adds up to four rows, as many as there are weights, to the sums. A row that is not there counts nothing. */
function addRows(source: Uint8Array, first: number, weights: Int32Array, sums: Int32Array): void {
  const { length } = sums
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = weights
  const second = w1 === 0 ? first : first + length
  const third = w2 === 0 ? first : first + 2 * length
  const fourth = w3 === 0 ? first : first + 3 * length
  for (let i = 0; i < length; i++) {
    const one = Math.imul(source[first + i] ?? 0, w0) + Math.imul(source[second + i] ?? 0, w1)
    const two = Math.imul(source[third + i] ?? 0, w2) + Math.imul(source[fourth + i] ?? 0, w3)
    sums[i] = ((sums[i] ?? 0) + one + two) | 0
  }
}
