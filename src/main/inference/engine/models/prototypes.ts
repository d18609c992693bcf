import type { Box } from '@shared/geometry/box'
import type { Rle } from '@shared/mask/rle'
import { RunWriter } from '@shared/mask/runWriter'
import type { FloatTensor } from '../runtime/ort'
import type { Frame } from './family'

/** Where output samples lie between low-resolution samples: the first of two, and how far the second counts. */
interface Samples {
  readonly low: Int32Array
  readonly fraction: Float64Array
}

/** Makes the mask of one object from its coefficients, inside its box (image pixels). */
export type MaskMaker = (coefficients: Float32Array, box: Box) => Rle

/**
 * Masks of segmenters of the YOLACT kind: the sum of prototypes, weighted by an object's coefficients, is its logit
 * picture at a quarter of the input's size. It is upsampled to the image (bilinear, by the letterbox's own numbers, so
 * that nothing shifts by the rounding of the padding), kept where it is over 0 (a probability of a half), and cut to
 * the box: pixels whose index lies in [left, right) × [top, bottom).
 * @param prototypes float32[1, coefficients, height, width]
 */
export function maskMaker(prototypes: FloatTensor, frame: Frame): MaskMaker {
  const [, , protoHeight = 0, protoWidth = 0] = prototypes.dims
  const { imageWidth, imageHeight, inputWidth, inputHeight, scaleX, scaleY, padX, padY } = frame
  const columns = samples(imageWidth, scaleX, padX, protoWidth / inputWidth, protoWidth)
  const rows = samples(imageHeight, scaleY, padY, protoHeight / inputHeight, protoHeight)
  const logits = new Float64Array(protoWidth * protoHeight)
  const mixed = new Float64Array(protoWidth)
  return (coefficients, box) => {
    const left = Math.ceil(box.x)
    const right = Math.ceil(box.x + box.width)
    const top = Math.ceil(box.y)
    const bottom = Math.ceil(box.y + box.height)
    const runs = new RunWriter()
    if (right > left && bottom > top) {
      const window = {
        fromX: columns.low[left] ?? 0,
        toX: Math.min(protoWidth - 1, (columns.low[right - 1] ?? 0) + 1),
        fromY: rows.low[top] ?? 0,
        toY: Math.min(protoHeight - 1, (rows.low[bottom - 1] ?? 0) + 1)
      }
      sumPrototypes(prototypes, coefficients, window, logits)
      for (let y = top; y < bottom; y++) {
        mixRows(logits, protoWidth, protoHeight, rows, y, window, mixed)
        writeRow(mixed, columns, left, right, y * imageWidth, runs)
      }
    }
    return { width: imageWidth, height: imageHeight, counts: runs.finish(imageWidth * imageHeight) }
  }
}

/** A part of the low-resolution picture, both ends included. */
interface Window {
  readonly fromX: number
  readonly toX: number
  readonly fromY: number
  readonly toY: number
}

/** The centre of each image pixel in low-resolution samples; outside of the outer ones these count alone. */
function samples(count: number, scale: number, pad: number, ratio: number, lowCount: number): Samples {
  const low = new Int32Array(count)
  const fraction = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const position = Math.min(Math.max(((i + 0.5) * scale + pad) * ratio - 0.5, 0), lowCount - 1)
    low[i] = Math.min(Math.floor(position), Math.max(0, lowCount - 2))
    fraction[i] = position - (low[i] ?? 0)
  }
  return { low, fraction }
}

function sumPrototypes(
  { data, dims }: FloatTensor,
  coefficients: Float32Array,
  { fromX, toX, fromY, toY }: Window,
  logits: Float64Array
): void {
  const [, , height = 0, width = 0] = dims
  for (let y = fromY; y <= toY; y++) logits.fill(0, y * width + fromX, y * width + toX + 1)
  coefficients.forEach((coefficient, index) => {
    const plane = index * width * height
    for (let y = fromY; y <= toY; y++) {
      for (let at = y * width + fromX; at <= y * width + toX; at++) {
        logits[at] = (logits[at] ?? 0) + coefficient * (data[plane + at] ?? 0)
      }
    }
  })
}

function mixRows(
  logits: Float64Array,
  width: number,
  height: number,
  { low, fraction }: Samples,
  y: number,
  { fromX, toX }: Window,
  mixed: Float64Array
): void {
  const row = low[y] ?? 0
  const share = fraction[y] ?? 0
  const upper = row * width
  const lower = Math.min(row + 1, height - 1) * width
  for (let x = fromX; x <= toX; x++) {
    mixed[x] = (logits[upper + x] ?? 0) * (1 - share) + (logits[lower + x] ?? 0) * share
  }
}

function writeRow(
  mixed: Float64Array,
  { low, fraction }: Samples,
  left: number,
  right: number,
  rowStart: number,
  runs: RunWriter
): void {
  let start = -1
  for (let x = left; x < right; x++) {
    const first = low[x] ?? 0
    const share = fraction[x] ?? 0
    const value = (mixed[first] ?? 0) * (1 - share) + (mixed[first + 1] ?? mixed[first] ?? 0) * share
    if (value > 0 === start >= 0) continue
    if (start < 0) start = x
    else {
      runs.add(rowStart + start, rowStart + x)
      start = -1
    }
  }
  if (start >= 0) runs.add(rowStart + start, rowStart + right)
}
