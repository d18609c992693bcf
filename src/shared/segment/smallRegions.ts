import { RunWriter } from '../mask/runWriter'
import type { Rle } from '../mask/rle'
import { connectRuns, rowRuns, type RowRuns } from './rowRuns'

/** A mask without its small regions. */
export interface CleanedMask {
  readonly rle: Rle
  /** Whether anything was removed or filled. */
  readonly changed: boolean
}

/**
 * Fills the holes and then removes the islands with fewer than `minArea` pixels: the official `remove_small_regions`
 * in both modes. Pieces are 8-connected, of object and of background alike, and background at the border of the
 * image is a hole like any other. When every island is small the largest stays.
 */
export function removeSmallRegions(rle: Rle, minArea: number): CleanedMask {
  const filled = withoutSmall(rle, 0, minArea)
  const cleaned = withoutSmall(filled.rle, 1, minArea)
  return { rle: cleaned.rle, changed: filled.changed || cleaned.changed }
}

function withoutSmall(rle: Rle, value: 0 | 1, minArea: number): CleanedMask {
  const runs = rowRuns(rle, value)
  const pieces = connectRuns(runs)
  const areas = pieceAreas(runs, pieces)
  const isSmall = (piece: number): boolean => (areas[piece] ?? 0) < minArea
  if (!pieces.some(isSmall)) return { rle, changed: false }
  const spared =
    value === 1 && pieces.every(isSmall)
      ? areas.indexOf(areas.reduce((most, area) => Math.max(most, area), 0))
      : -1
  const keep = (run: number): boolean => {
    const piece = pieces[run] ?? 0
    return !isSmall(piece) || piece === spared
  }
  return { rle: withRuns(rle, runs, value, keep), changed: true }
}

/** The pixels of each piece, at the index that stands for it. */
function pieceAreas({ count, starts, ends }: RowRuns, pieces: Int32Array): Float64Array {
  const areas = new Float64Array(count)
  for (let run = 0; run < count; run++) {
    const piece = pieces[run] ?? 0
    areas[piece] = (areas[piece] ?? 0) + (ends[run] ?? 0) - (starts[run] ?? 0)
  }
  return areas
}

/** The mask that has the kept runs of object, or everything but the kept runs of background. */
function withRuns({ width, height }: Rle, runs: RowRuns, value: 0 | 1, keep: (run: number) => boolean): Rle {
  const writer = new RunWriter()
  let end = 0
  for (let run = 0; run < runs.count; run++) {
    if (!keep(run)) continue
    const row = (runs.rows[run] ?? 0) * width
    const from = row + (runs.starts[run] ?? 0)
    const to = row + (runs.ends[run] ?? 0)
    if (value === 1) writer.add(from, to)
    else writer.add(end, from)
    end = to
  }
  if (value === 0) writer.add(end, width * height)
  return { width, height, counts: writer.finish(width * height) }
}
