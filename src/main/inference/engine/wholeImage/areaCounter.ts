import { axisMap, type AxisMap } from '../sam/axisMap'
import { LOW_RES } from '../sam/lowRes'
import type { ModelSpace } from '../sam/modelSpace'

/** Pixels of the image above each of two thresholds. */
export interface AreasAbove {
  readonly low: number
  readonly high: number
}

/**
 * Counts the pixels of an image that enlarged logits, float32[256, 256], have above two thresholds, without making the
 * enlarged mask: rows are mixed first, and along a row groups of pixels are counted as one where the samples that they
 * are averages of lie on one side of both thresholds. Enlarges exactly as `maskUpsampler` does.
 */
export class AreaCounter {
  private readonly columns: AxisMap
  private readonly rows: AxisMap
  private readonly groupEnds: Int32Array
  /** One mixed row; a group reads three samples, of which the last may lie past the edge with weight 0. */
  private readonly mixed = new Float64Array(LOW_RES + 2)
  /** First and last sample above the lower threshold in each row of samples. */
  private readonly first = new Int32Array(LOW_RES)
  private readonly last = new Int32Array(LOW_RES)

  constructor(private readonly space: ModelSpace) {
    const { imageWidth, imageHeight, inputSize } = space
    this.columns = axisMap(LOW_RES, inputSize, space.width, imageWidth)
    this.rows = axisMap(LOW_RES, inputSize, space.height, imageHeight)
    this.groupEnds = groupEnds(this.columns.first)
  }

  /** @param low at most `high` */
  count(logits: Float32Array, low: number, high: number): AreasAbove {
    this.findExtents(logits, low)
    const total = { low: 0, high: 0 }
    for (let y = 0; y < this.space.imageHeight; y++) this.countRow(logits, y, low, high, total)
    return total
  }

  private findExtents(logits: Float32Array, low: number): void {
    for (let y = 0; y < LOW_RES; y++) {
      const row = y * LOW_RES
      let from = 0
      let to = LOW_RES - 1
      while (from < LOW_RES && !((logits[row + from] ?? 0) > low)) from++
      while (to > from && !((logits[row + to] ?? 0) > low)) to--
      this.first[y] = from
      this.last[y] = from < LOW_RES ? to : -1
    }
  }

  private countRow(
    logits: Float32Array,
    y: number,
    low: number,
    high: number,
    total: { low: number; high: number }
  ): void {
    const { mixed, groupEnds, columns } = this
    const row = this.rows.first[y] ?? 0
    const wa = this.rows.weights[y * 3] ?? 0
    const wb = this.rows.weights[y * 3 + 1] ?? 0
    const wc = this.rows.weights[y * 3 + 2] ?? 0
    // A weight of 0 may belong to a row past the last one: read the first row instead.
    const rowB = wb === 0 ? row : row + 1
    const rowC = wc === 0 ? row : row + 2
    const from = Math.min(this.first[row] ?? 0, this.first[rowB] ?? 0, this.first[rowC] ?? 0)
    const to = Math.max(this.last[row] ?? 0, this.last[rowB] ?? 0, this.last[rowC] ?? 0)
    const a = row * LOW_RES
    const b = rowB * LOW_RES
    const c = rowC * LOW_RES
    for (let x = Math.max(0, from - 2); x <= Math.min(LOW_RES - 1, to + 2); x++) {
      mixed[x] = wa * (logits[a + x] ?? 0) + wb * (logits[b + x] ?? 0) + wc * (logits[c + x] ?? 0)
    }
    for (let g = Math.max(0, from - 2); g <= to; g++) {
      const begin = g === 0 ? 0 : (groupEnds[g - 1] ?? 0)
      const end = groupEnds[g] ?? 0
      const p = mixed[g] ?? 0
      const q = mixed[g + 1] ?? 0
      const r = mixed[g + 2] ?? 0
      if (p <= low && q <= low && r <= low) continue
      if (p > high && q > high && r > high) {
        total.low += end - begin
        total.high += end - begin
        continue
      }
      for (let at = begin * 3; at < end * 3; at += 3) {
        const value =
          p * (columns.weights[at] ?? 0) +
          q * (columns.weights[at + 1] ?? 0) +
          r * (columns.weights[at + 2] ?? 0)
        if (value > low) total.low++
        if (value > high) total.high++
      }
    }
  }
}

/** The output columns whose first sample is g end before the g-th entry. */
function groupEnds(first: Int32Array): Int32Array {
  const ends = new Int32Array(LOW_RES)
  first.forEach((sample, column) => {
    ends[sample] = column + 1
  })
  for (let g = 1; g < LOW_RES; g++) ends[g] = Math.max(ends[g] ?? 0, ends[g - 1] ?? 0)
  return ends
}
