/**
 * Run-length encoded binary masks.
 *
 * In memory and in the project a mask is row-major: the pixel (x, y) has index `y * width + x`. COCO files are
 * column-major (`x * height + y`); `toColumnMajor` and `fromColumnMajor` convert at that border. Runs alternate,
 * beginning with background: `[n0, n1, n2, …]` is n0 pixels of background, n1 of object, and so on.
 */
export interface Rle {
  /** Image width in pixels. */
  readonly width: number
  /** Image height in pixels. */
  readonly height: number
  /** Run lengths, background first; they add up to width × height. */
  readonly counts: Uint32Array
}

/** One byte a pixel, row-major, 1 = object: uint8[height, width]. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A rectangle in image pixels: left, top, width, height. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** An image-sized bitmap without object pixels. */
export function emptyBitmap(width: number, height: number): Bitmap {
  return { width, height, data: new Uint8Array(width * height) }
}

/** Encodes a bitmap; any non-zero byte counts as object. */
export function encodeRle(bitmap: Bitmap): Rle {
  const { width, height, data } = bitmap
  const runs: number[] = []
  let value = 0
  let start = 0
  for (let i = 0; i < data.length; i++) {
    const bit = data[i] === 0 ? 0 : 1
    if (bit !== value) {
      runs.push(i - start)
      start = i
      value = bit
    }
  }
  runs.push(data.length - start)
  return { width, height, counts: Uint32Array.from(runs) }
}

/** Decodes to one byte a pixel. */
export function decodeRle(rle: Rle): Bitmap {
  const bitmap = emptyBitmap(rle.width, rle.height)
  let at = 0
  rle.counts.forEach((run, i) => {
    if (i % 2 === 1) bitmap.data.fill(1, at, at + run)
    at += run
  })
  return bitmap
}

/** Number of object pixels. */
export function rleArea(rle: Rle): number {
  let area = 0
  for (let i = 1; i < rle.counts.length; i += 2) area += rle.counts[i] ?? 0
  return area
}

/** The smallest box around the object pixels, or undefined for an empty mask. */
export function rleBounds(rle: Rle): PixelBox | undefined {
  const { width } = rle
  let left = width
  let right = -1
  let top = -1
  let bottom = -1
  let at = 0
  rle.counts.forEach((run, i) => {
    if (i % 2 === 1 && run > 0) {
      const last = at + run - 1
      const firstRow = Math.floor(at / width)
      const lastRow = Math.floor(last / width)
      if (top < 0) top = firstRow
      bottom = lastRow
      if (firstRow === lastRow) {
        left = Math.min(left, at % width)
        right = Math.max(right, last % width)
      } else {
        // A run that goes over the end of a row touches both sides of the image.
        left = 0
        right = width - 1
      }
    }
    at += run
  })
  if (top < 0) return undefined
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** Intersection over union of two masks of the same size; 0 when both are empty. */
export function rleIou(a: Rle, b: Rle): number {
  const both = intersectionArea(a, b)
  const union = rleArea(a) + rleArea(b) - both
  return union === 0 ? 0 : both / union
}

/**
 * Number of pixels that are object in both masks.
 * @throws RangeError when the sizes differ.
 */
export function intersectionArea(a: Rle, b: Rle): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(`Masks differ in size: ${a.width}×${a.height} and ${b.width}×${b.height}`)
  }
  let i = 0
  let j = 0
  let endA = a.counts[0] ?? 0
  let endB = b.counts[0] ?? 0
  let at = 0
  let area = 0
  const total = a.width * a.height
  while (at < total) {
    const next = Math.min(endA, endB)
    if (i % 2 === 1 && j % 2 === 1) area += next - at
    at = next
    while (endA <= at && i < a.counts.length) endA += a.counts[++i] ?? total
    while (endB <= at && j < b.counts.length) endB += b.counts[++j] ?? total
  }
  return area
}

/** Whether the runs are whole numbers that add up to the image, which a mask from outside must be asked for. */
export function isConsistent(rle: Rle): boolean {
  let total = 0
  for (const run of rle.counts) total += run
  return total === rle.width * rle.height
}

/**
 * The same mask with runs along columns, as COCO stores it. `width` and `height` stay those of the image.
 * The result's counts are column-major, so only COCO code may hold it.
 */
export function toColumnMajor(rle: Rle): Rle {
  const turned = encodeRle(transpose(decodeRle(rle)))
  return { width: rle.width, height: rle.height, counts: turned.counts }
}

/** The inverse of `toColumnMajor`. */
export function fromColumnMajor(rle: Rle): Rle {
  const columns = decodeRle({ width: rle.height, height: rle.width, counts: rle.counts })
  return encodeRle(transpose(columns))
}

function transpose(bitmap: Bitmap): Bitmap {
  const { width, height, data } = bitmap
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x] ?? 0
  }
  return { width: height, height: width, data: out }
}
