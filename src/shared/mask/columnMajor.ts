import type { Size } from '../geometry/spaces'
import { RunWriter } from './runWriter'
import type { Rle } from './rle'

/**
 * The same mask with runs along columns, as COCO stores it. `width` and `height` stay those of the image.
 * The result's counts are column-major, so only COCO code may hold it.
 */
export function toColumnMajor(rle: Rle): Rle {
  return { width: rle.width, height: rle.height, counts: turnRuns(rle.counts, rle) }
}

/** The inverse of `toColumnMajor`. */
export function fromColumnMajor(rle: Rle): Rle {
  const turned = { width: rle.height, height: rle.width }
  return { width: rle.width, height: rle.height, counts: turnRuns(rle.counts, turned) }
}

/**
 * Runs along rows to runs along columns, without a bitmap. Where two neighbouring rows differ, the column changes
 * its value: the changes of each row are the symmetric difference of its runs and those of the row above, and sorted
 * by column they are the new runs. Work is proportional to the runs that come in and go out.
 */
function turnRuns(counts: Uint32Array, { width, height }: Size): Uint32Array {
  const changes = changesByColumn(counts, width, height)
  const writer = new RunWriter()
  for (let x = 0; x < width; x++) {
    const end = changes.starts[x + 1] ?? 0
    for (let i = changes.starts[x] ?? 0; i < end; i += 2) {
      const from = changes.rows[i] ?? 0
      // A column that ends inside the object has an odd number of changes.
      const to = i + 1 < end ? (changes.rows[i + 1] ?? 0) : height
      writer.add(x * height + from, x * height + to)
    }
  }
  return writer.finish(width * height)
}

/** The rows at which each column changes its value, column after column; `starts` says where each begins. */
function changesByColumn(
  counts: Uint32Array,
  width: number,
  height: number
): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(width + 1)
  forEachChange(counts, width, height, (from, to) => {
    for (let x = from; x < to; x++) starts[x + 1] = (starts[x + 1] ?? 0) + 1
  })
  for (let x = 0; x < width; x++) starts[x + 1] = (starts[x + 1] ?? 0) + (starts[x] ?? 0)
  const next = starts.slice()
  const rows = new Uint32Array(starts[width] ?? 0)
  forEachChange(counts, width, height, (from, to, row) => {
    for (let x = from; x < to; x++) {
      const at = next[x] ?? 0
      rows[at] = row
      next[x] = at + 1
    }
  })
  return { starts, rows }
}

/** Visits, row by row, the spans of columns in which a row differs from the one above it (the first: from nothing). */
function forEachChange(
  counts: Uint32Array,
  width: number,
  height: number,
  visit: (from: number, to: number, row: number) => void
): void {
  const edges = new RowEdges(counts, width)
  let above = edges.next()
  for (let i = 0; i + 1 < above.length; i += 2) visit(above[i] ?? 0, above[i + 1] ?? 0, 0)
  for (let row = 1; row < height; row++) {
    const here = edges.next()
    // The edges of both rows in ascending order: the value of "differs" flips at each.
    let a = 0
    let b = 0
    let open = -1
    while (a < above.length || b < here.length) {
      const first = a < above.length ? (above[a] ?? 0) : Infinity
      const second = b < here.length ? (here[b] ?? 0) : Infinity
      if (first === second) {
        a++
        b++
        continue
      }
      const x = first < second ? first : second
      if (first < second) a++
      else b++
      if (open < 0) open = x
      else {
        visit(open, x, row)
        open = -1
      }
    }
    above = here
  }
}

/** Cuts runs into rows: for each, the columns at which object begins, ends, begins, … (always an even number). */
class RowEdges {
  private run = 1
  private start: number
  private end: number
  private row = 0

  constructor(
    private readonly counts: Uint32Array,
    private readonly width: number
  ) {
    this.start = counts[0] ?? 0
    this.end = this.start + (counts[1] ?? 0)
  }

  next(): number[] {
    const origin = this.row++ * this.width
    const limit = origin + this.width
    const edges: number[] = []
    while (this.start < limit && this.run < this.counts.length) {
      const stop = Math.min(this.end, limit)
      if (stop > this.start) edges.push(this.start - origin, stop - origin)
      if (this.end > limit) {
        this.start = limit
        break
      }
      this.start = this.end + (this.counts[this.run + 1] ?? 0)
      this.end = this.start + (this.counts[this.run + 2] ?? 0)
      this.run += 2
    }
    return edges
  }
}
