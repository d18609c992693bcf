import type { Rle } from '@shared/mask/rle'
import { axisMap, type AxisMap } from './axisMap'
import { LOW_RES } from './lowRes'
import type { ModelSpace } from './modelSpace'
import { RunBuilder } from './runBuilder'

/** A mask at image resolution with its number of object pixels. */
export type SizedMask = Rle & { readonly area: number }

/** Turns low-resolution logits, float32[256, 256], into the mask of one image. */
export type MaskUpsampler = (logits: Float32Array) => SizedMask

/**
 * The official postprocessing (upsample to the network input, crop, upsample to the image, threshold at 0) for
 * images of one size, without making the big picture: both bilinear steps are joined into one set of weights for
 * each axis, rows are mixed first, and along a row only the pixels near a change of sign are computed, because an
 * average of values of one sign keeps that sign. Runs are written directly.
 */
export function maskUpsampler(space: ModelSpace): MaskUpsampler {
  const { imageWidth, imageHeight, inputSize } = space
  const columns = axisMap(LOW_RES, inputSize, space.width, imageWidth)
  const rows = axisMap(LOW_RES, inputSize, space.height, imageHeight)
  const groups = columnGroups(columns.first)
  // Two more than the samples: a group reads three, of which the last may lie past the edge with weight 0.
  const mixed = new Float64Array(LOW_RES + 2)
  return (logits) => {
    const extents = positiveExtents(logits)
    const runs = new RunBuilder()
    for (let y = 0; y < imageHeight; y++) {
      const extent = mixRow(logits, extents, rows, y, mixed)
      if (extent) scanRow(mixed, extent, columns, groups, y * imageWidth, runs)
    }
    return runs.finish(imageWidth, imageHeight)
  }
}

/** For each low-resolution row the first and last positive sample, as pairs; first > last when there is none. */
function positiveExtents(logits: Float32Array): Int32Array {
  const extents = new Int32Array(LOW_RES * 2)
  for (let y = 0; y < LOW_RES; y++) {
    let low = 0
    let high = LOW_RES - 1
    const at = y * LOW_RES
    while (low < LOW_RES && (logits[at + low] ?? 0) <= 0) low++
    while (high > low && (logits[at + high] ?? 0) <= 0) high--
    extents[y * 2] = low
    extents[y * 2 + 1] = low < LOW_RES ? high : -1
  }
  return extents
}

/** Mixes up to three rows of logits into `mixed`; gives the range of samples that can be positive, if any. */
function mixRow(
  logits: Float32Array,
  extents: Int32Array,
  rows: AxisMap,
  y: number,
  mixed: Float64Array
): readonly [low: number, high: number] | undefined {
  const first = rows.first[y] ?? 0
  let low = LOW_RES
  let high = -1
  for (let k = 0; k < 3; k++) {
    if ((rows.weights[y * 3 + k] ?? 0) === 0) continue
    low = Math.min(low, extents[(first + k) * 2] ?? LOW_RES)
    high = Math.max(high, extents[(first + k) * 2 + 1] ?? -1)
  }
  if (low >= LOW_RES) return undefined
  const a = rows.weights[y * 3] ?? 0
  const b = rows.weights[y * 3 + 1] ?? 0
  const c = rows.weights[y * 3 + 2] ?? 0
  // A weight of 0 may belong to a row past the last one: read the first row instead.
  const rowA = first * LOW_RES
  const rowB = b === 0 ? rowA : rowA + LOW_RES
  const rowC = c === 0 ? rowA : rowA + 2 * LOW_RES
  const from = Math.max(0, low - 2)
  const to = Math.min(LOW_RES - 1, high + 2)
  for (let x = from; x <= to; x++) {
    mixed[x] = a * (logits[rowA + x] ?? 0) + b * (logits[rowB + x] ?? 0) + c * (logits[rowC + x] ?? 0)
  }
  return [from, high]
}

/** Output columns that share their first low-resolution sample g are groups[g] up to groups[g + 1]. */
function columnGroups(first: Int32Array): Int32Array {
  const groups = new Int32Array(LOW_RES + 1).fill(first.length)
  for (let x = first.length - 1; x >= 0; x--) groups[first[x] ?? 0] = x
  for (let g = LOW_RES - 1; g >= 0; g--) groups[g] = Math.min(groups[g] ?? 0, groups[g + 1] ?? 0)
  return groups
}

function scanRow(
  mixed: Float64Array,
  [low, high]: readonly [number, number],
  columns: AxisMap,
  groups: Int32Array,
  rowStart: number,
  runs: RunBuilder
): void {
  const { weights } = columns
  let runStart = -1
  for (let g = low; g <= high; g++) {
    const a = mixed[g] ?? 0
    const b = mixed[g + 1] ?? 0
    const c = mixed[g + 2] ?? 0
    const begin = groups[g] ?? 0
    const end = groups[g + 1] ?? 0
    if (a > 0 && b > 0 && c > 0) {
      if (runStart < 0) runStart = begin
    } else if (a <= 0 && b <= 0 && c <= 0) {
      if (runStart >= 0) runs.add(rowStart + runStart, rowStart + begin)
      runStart = -1
    } else {
      for (let x = begin; x < end; x++) {
        const at = x * 3
        const value = a * (weights[at] ?? 0) + b * (weights[at + 1] ?? 0) + c * (weights[at + 2] ?? 0)
        if (value > 0 === runStart >= 0) continue
        if (runStart < 0) runStart = x
        else {
          runs.add(rowStart + runStart, rowStart + x)
          runStart = -1
        }
      }
    }
  }
  if (runStart >= 0) runs.add(rowStart + runStart, rowStart + (groups[high + 1] ?? 0))
}
