import type { Rle } from '@shared/mask/rle'
import { axisMap, columnGroups, type AxisMap } from './axisMap'
import { ABOVE, BELOW, LevelSpans } from './levelSpans'
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
 * each axis, rows are mixed first, and only the pixels near a change of sign are computed, because an average of
 * values of one sign keeps that sign. Runs are written directly.
 */
export function maskUpsampler(space: ModelSpace): MaskUpsampler {
  const { imageWidth, imageHeight, inputSize } = space
  const columns = axisMap(LOW_RES, inputSize, space.width, imageWidth)
  const groups = columnGroups(columns, LOW_RES)
  const spans = new LevelSpans(columns, axisMap(LOW_RES, inputSize, space.height, imageHeight))
  return (logits) => {
    const runs = new RunBuilder()
    spans.start(logits, 0, 0)
    for (let y = 0; y < imageHeight; y++) {
      spans.goTo(y)
      scanRow(spans, columns, groups, y * imageWidth, runs)
    }
    return runs.finish(imageWidth, imageHeight)
  }
}

function scanRow(
  spans: LevelSpans,
  columns: AxisMap,
  groups: Int32Array,
  rowStart: number,
  runs: RunBuilder
): void {
  let runStart = -1
  for (let i = 0; i < spans.length; i++) {
    const kind = spans.kind[i]
    const begin = groups[spans.begin[i] ?? 0] ?? 0
    if (kind === ABOVE) {
      if (runStart < 0) runStart = begin
    } else if (kind === BELOW) {
      if (runStart >= 0) runs.add(rowStart + runStart, rowStart + begin)
      runStart = -1
    } else {
      spans.mix(i)
      runStart = scanSpan(spans, i, columns, groups, { rowStart, runStart, runs })
    }
  }
  if (runStart >= 0) runs.add(rowStart + runStart, rowStart + columns.first.length)
}

interface OpenRun {
  readonly rowStart: number
  /** Column at which the run began that is under way; −1 when there is none. */
  readonly runStart: number
  readonly runs: RunBuilder
}

/** Computes the pixels of the nth span; gives the run that is under way after it. */
function scanSpan(
  { mixed, begin }: LevelSpans,
  nth: number,
  { weights }: AxisMap,
  groups: Int32Array,
  { rowStart, runStart: before, runs }: OpenRun
): number {
  let runStart = before
  const last = begin[nth + 1] ?? 0
  for (let g = begin[nth] ?? 0; g < last; g++) {
    const a = mixed[g] ?? 0
    const b = mixed[g + 1] ?? 0
    const c = mixed[g + 2] ?? 0
    const end = groups[g + 1] ?? 0
    for (let x = groups[g] ?? 0; x < end; x++) {
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
  return runStart
}
