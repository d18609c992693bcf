import type { PixelImage } from '../../imaging/pixels'

/** Weights are in units of 2^-11. */
const WEIGHT_ONE = 2048

/** The two samples that each output sample mixes, and their weights. */
interface Axis {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly firstWeight: Int32Array
  readonly secondWeight: Int32Array
}

/**
 * Resizes as OpenCV's `resize` does by default (INTER_LINEAR on 8-bit pixels): each pixel mixes the four nearest ones,
 * without regard to how much smaller the image becomes, in fixed-point numbers whose rounding is followed exactly.
 * YOLO models are trained on, and their references prepare, images resized in this way.
 * @returns uint8[height, width, 3]
 */
export function linearResize(image: PixelImage, width: number, height: number): PixelImage {
  const columns = axis(image.width, width, true)
  const rows = axis(image.height, height, false)
  const data = new Uint8Array(width * height * 3)
  const cache = new RowCache(image, columns, width)
  for (let y = 0; y < height; y++) {
    const upper = cache.row(rows.first[y] ?? 0)
    const lower = cache.row(rows.second[y] ?? 0)
    const upperWeight = rows.firstWeight[y] ?? 0
    const lowerWeight = rows.secondWeight[y] ?? 0
    const at = y * width * 3
    for (let i = 0; i < width * 3; i++) {
      const sum = ((upperWeight * (upper[i] ?? 0)) >> 16) + ((lowerWeight * (lower[i] ?? 0)) >> 16)
      data[at + i] = (sum + 2) >> 2
    }
  }
  return { width, height, channels: 3, data }
}

/** @param snap outside of the outer samples' centres the outer sample counts alone; else it is mixed with itself. */
function axis(inputSize: number, outputSize: number, snap: boolean): Axis {
  const first = new Int32Array(outputSize)
  const second = new Int32Array(outputSize)
  const firstWeight = new Int32Array(outputSize)
  const secondWeight = new Int32Array(outputSize)
  const scale = 1 / (outputSize / inputSize)
  for (let i = 0; i < outputSize; i++) {
    const position = Math.fround((i + 0.5) * scale - 0.5)
    const low = Math.floor(position)
    const isOutside = low < 0 || low >= inputSize - 1
    const fraction = snap && isOutside ? 0 : Math.fround(position - low)
    first[i] = Math.max(0, Math.min(inputSize - 1, low))
    second[i] = Math.max(0, Math.min(inputSize - 1, low + 1))
    firstWeight[i] = roundHalfEven(Math.fround(1 - fraction) * WEIGHT_ONE)
    secondWeight[i] = roundHalfEven(fraction * WEIGHT_ONE)
  }
  return { first, second, firstWeight, secondWeight }
}

/** To the nearest whole number, of two equally near ones to the even one, as C's and Python's rounding do. */
export function roundHalfEven(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  if (rest === 0.5) return low % 2 === 0 ? low : low + 1
  return rest < 0.5 ? low : low + 1
}

/** Input rows resized along x, in units of 2^-7; the last two are kept. */
class RowCache {
  private readonly rows: [number, Int32Array][]

  constructor(
    private readonly image: PixelImage,
    private readonly columns: Axis,
    width: number
  ) {
    this.rows = [
      [-1, new Int32Array(width * 3)],
      [-1, new Int32Array(width * 3)]
    ]
  }

  row(y: number): Int32Array {
    const slot = this.rows[y % 2]
    if (!slot) return new Int32Array(0)
    if (slot[0] !== y) {
      this.fill(y, slot[1])
      slot[0] = y
    }
    return slot[1]
  }

  private fill(y: number, row: Int32Array): void {
    const { width, channels, data } = this.image
    const { first, second, firstWeight, secondWeight } = this.columns
    const start = y * width * channels
    let at = 0
    for (let x = 0; x < first.length; x++) {
      const left = start + (first[x] ?? 0) * channels
      const right = start + (second[x] ?? 0) * channels
      const leftWeight = firstWeight[x] ?? 0
      const rightWeight = secondWeight[x] ?? 0
      row[at] = ((data[left] ?? 0) * leftWeight + (data[right] ?? 0) * rightWeight) >> 4
      row[at + 1] = ((data[left + 1] ?? 0) * leftWeight + (data[right + 1] ?? 0) * rightWeight) >> 4
      row[at + 2] = ((data[left + 2] ?? 0) * leftWeight + (data[right + 2] ?? 0) * rightWeight) >> 4
      at += 3
    }
  }
}
