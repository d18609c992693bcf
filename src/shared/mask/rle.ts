import { RunWriter } from './runWriter'

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
  const total = data.length
  const words = wordsOf(data)
  const writer = new RunWriter()
  let at = 0
  while (at < total) {
    while (at < total && data[at] === 0) at = words[at >> 2] === 0 ? skipWords(words, at, 0) : at + 1
    const start = at
    while (at < total && data[at] !== 0) {
      at = words[at >> 2] === ALL_OBJECT ? skipWords(words, at, ALL_OBJECT) : at + 1
    }
    writer.add(start, at)
  }
  return { width, height, counts: writer.finish(total) }
}

/** Decodes to one byte a pixel. */
export function decodeRle(rle: Rle): Bitmap {
  const bitmap = emptyBitmap(rle.width, rle.height)
  const { data } = bitmap
  const { counts } = rle
  let at = 0
  for (let i = 0; i + 1 < counts.length; i += 2) {
    const start = at + (counts[i] ?? 0)
    at = start + (counts[i + 1] ?? 0)
    if (at - start > 16) data.fill(1, start, at)
    else for (let pixel = start; pixel < at; pixel++) data[pixel] = 1
  }
  return bitmap
}

/** Four object pixels in one word. */
const ALL_OBJECT = 0x01010101

/** The first pixel after the words of that value which begin at the word of pixel `at`. */
function skipWords(words: Uint32Array, at: number, value: number): number {
  let word = at >> 2
  while (words[word] === value) word++
  return word << 2
}

/** The whole words of a byte array, or none where it is not aligned. */
function wordsOf(data: Uint8Array): Uint32Array {
  const aligned = data.byteOffset % 4 === 0
  return aligned ? new Uint32Array(data.buffer, data.byteOffset, data.length >> 2) : new Uint32Array(0)
}
