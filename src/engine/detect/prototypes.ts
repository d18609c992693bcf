import type { Box } from '@shared/geometry/box'
import type { Rle } from '@shared/mask/rle'
import { RunWriter } from '@shared/mask/runWriter'
import type { FloatTensor } from '../runtime/ort'
import type { Frame } from './family'

/** Where pixels lie between low-resolution samples: the first of two, and how far the second counts, from 0 to 1. */
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
  const groups = pixelGroups(columns.low, protoWidth)
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
        writeRow(mixed, columns, groups, left, right, y * imageWidth, runs)
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
    if (coefficient === 0) return
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

/** The pixels between low-resolution samples g and g + 1 are groups[g] up to groups[g + 1]. */
function pixelGroups(low: Int32Array, lowCount: number): Int32Array {
  const groups = new Int32Array(lowCount + 1).fill(low.length)
  for (let x = low.length - 1; x >= 0; x--) groups[low[x] ?? 0] = x
  for (let g = lowCount - 1; g >= 0; g--) groups[g] = Math.min(groups[g] ?? 0, groups[g + 1] ?? 0)
  return groups
}

/** Pixels between two samples of one sign have that sign, so only those around a change are computed. */
function writeRow(
  mixed: Float64Array,
  { low, fraction }: Samples,
  groups: Int32Array,
  left: number,
  right: number,
  rowStart: number,
  runs: RunWriter
): void {
  let start = -1
  const change = (x: number): void => {
    if (start < 0) start = x
    else {
      runs.add(rowStart + start, rowStart + x)
      start = -1
    }
  }
  const last = low[right - 1] ?? 0
  for (let g = low[left] ?? 0; g <= last; g++) {
    const first = mixed[g] ?? 0
    const second = mixed[g + 1] ?? first
    const from = Math.max(left, groups[g] ?? 0)
    if (first > 0 === second > 0) {
      if (first > 0 !== start >= 0) change(from)
      continue
    }
    const to = Math.min(right, groups[g + 1] ?? 0)
    for (let x = from; x < to; x++) {
      const share = fraction[x] ?? 0
      if (first * (1 - share) + second * share > 0 !== start >= 0) change(x)
    }
  }
  if (start >= 0) runs.add(rowStart + start, rowStart + right)
}
