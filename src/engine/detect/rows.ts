import { cornersOf, isWanted, type Candidate } from './candidates'
import type { Limits } from './family'
import type { FloatTensor } from '../runtime/ort'

/** Reads number `column` of row `row` of an output, whichever way it lies. */
export type Cell = (row: number, column: number) => number

/** An output whose rows are proposals, [1, rows, columns], or whose columns are, [1, columns, rows]. */
export interface RowsOf {
  readonly rows: number
  readonly columns: number
  readonly cell: Cell
}

/** float32[1, rows, columns]. */
export function rowMajor({ data, dims }: FloatTensor): RowsOf {
  const [, rows = 0, columns = 0] = dims
  return { rows, columns, cell: (row, column) => data[row * columns + column] ?? 0 }
}

/** float32[1, columns, rows]. */
export function columnMajor({ data, dims }: FloatTensor): RowsOf {
  const [, columns = 0, rows = 0] = dims
  return { rows, columns, cell: (row, column) => data[column * rows + row] ?? 0 }
}

/** The best of a row's classes, the first of equal ones. */
export function bestClass(
  cell: Cell,
  row: number,
  from: number,
  count: number
): { index: number; score: number } {
  let index = 0
  let score = -Infinity
  for (let i = 0; i < count; i++) {
    const value = cell(row, from + i)
    if (value > score) {
      score = value
      index = i
    }
  }
  return { index, score }
}

/**
 * Columns of middle, size and class scores, float32[1, 4 + classes or more, columns]: x, y, width, height in input pixels,
 * score of each class. Scores are read class by class, as they lie in memory.
 */
export function scoredColumns(output: FloatTensor, classes: number, limits: Limits): Candidate[] {
  const { rows, cell } = columnMajor(output)
  const scores = new Float32Array(rows).fill(-Infinity)
  const indices = new Int32Array(rows)
  for (let index = 0; index < classes; index++) {
    const plane = output.data.subarray((4 + index) * rows, (5 + index) * rows)
    for (let row = 0; row < rows; row++) {
      const score = plane[row] ?? 0
      if (score > (scores[row] ?? 0)) {
        scores[row] = score
        indices[row] = index
      }
    }
  }
  const candidates: Candidate[] = []
  for (let row = 0; row < rows; row++) {
    const score = scores[row] ?? 0
    const classIndex = indices[row] ?? 0
    if (!isWanted(score, classIndex, limits)) continue
    const box = cornersOf(cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3))
    candidates.push({ box, score, classIndex, row })
  }
  return candidates
}

/**
 * Rows of middle, size, objectness and class scores, as YOLOv5 writes them: a class's score is its own times the
 * objectness. In input pixels.
 */
export function objectRows({ rows, cell }: RowsOf, classes: number, limits: Limits): Candidate[] {
  const candidates: Candidate[] = []
  for (let row = 0; row < rows; row++) {
    const objectness = cell(row, 4)
    if (objectness <= limits.confidence) continue
    const { index, score } = bestClass((at, column) => cell(at, column) * objectness, row, 5, classes)
    if (!isWanted(score, index, limits)) continue
    const box = cornersOf(cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3))
    candidates.push({ box, score, classIndex: index, row })
  }
  return candidates
}

/** Rows that are results: left, top, right, bottom, score, class. In input pixels. */
export function finalRows({ rows, cell }: RowsOf, limits: Limits): Candidate[] {
  const candidates: Candidate[] = []
  for (let row = 0; row < rows; row++) {
    const score = cell(row, 4)
    const classIndex = Math.round(cell(row, 5))
    if (!isWanted(score, classIndex, limits)) continue
    const box = [cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3)] as const
    candidates.push({ box, score, classIndex, row })
  }
  return candidates
}

/** The numbers of a row from one column on. */
export function rowPart(cell: Cell, row: number, from: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => cell(row, from + i))
}
