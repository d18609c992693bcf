import type { Rle } from '../mask/rle'

/** The runs of one kind of pixel, cut at the ends of rows, in reading order. */
export interface RowRuns {
  readonly count: number
  /** Of each run: its row, its first column, and the column after its last. */
  readonly rows: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** The rows' runs of object (1) or background (0). */
export function rowRuns(rle: Rle, value: 0 | 1): RowRuns {
  const { width, height, counts } = rle
  const most = (counts.length >> 1) + 1 + height
  const rows = new Int32Array(most)
  const starts = new Int32Array(most)
  const ends = new Int32Array(most)
  let count = 0
  let at = 0
  for (let i = 0; i < counts.length; i++) {
    const end = at + (counts[i] ?? 0)
    while (i % 2 === value && at < end) {
      const row = Math.floor(at / width)
      const stop = Math.min(end, (row + 1) * width)
      rows[count] = row
      starts[count] = at - row * width
      ends[count] = stop - row * width
      count++
      at = stop
    }
    at = end
  }
  return { count, rows, starts, ends }
}

/**
 * The 8-connected piece of each run, as the index of a run that stands for the piece: runs of neighbouring rows
 * belong together when they touch, also by a corner. Work is proportional to the runs.
 */
export function connectRuns({ count, rows, starts, ends }: RowRuns): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const find = (run: number): number => {
    let root = run
    while (parent[root] !== root) root = parent[root] ?? root
    while (parent[run] !== root) {
      const next = parent[run] ?? root
      parent[run] = root
      run = next
    }
    return root
  }
  let above = 0
  for (let run = 0; run < count; run++) {
    const row = rows[run] ?? 0
    const start = starts[run] ?? 0
    const end = ends[run] ?? 0
    // Skip what lies too high or too far to the left to touch this run or a later one.
    while (
      above < run &&
      ((rows[above] ?? 0) < row - 1 || ((rows[above] ?? 0) < row && (ends[above] ?? 0) < start))
    ) {
      above++
    }
    for (let other = above; other < run && (rows[other] ?? 0) < row && (starts[other] ?? 0) <= end; other++) {
      const a = find(run)
      const b = find(other)
      // The earlier run stands for the piece.
      if (a < b) parent[b] = a
      else parent[a] = b
    }
  }
  return parent.map((_, run) => find(run))
}
