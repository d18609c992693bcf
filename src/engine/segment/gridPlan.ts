import type { Candidate } from './filters'
import type { PlannedPoint, PointPlan } from './plan'

/** A square of a grid, by the rows and columns of its corners. */
export interface GridCell {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** What a corner of a cell gave. */
export interface CellCorner {
  readonly point: PlannedPoint
  readonly candidates: readonly Candidate[]
}

/** Whether a cell needs no more points, by what its four corners gave: top left, top right, bottom left and right. */
export type CellRule = (corners: readonly CellCorner[], cell: GridCell) => boolean

interface WaitingCell extends GridCell {
  /** Corners that are not decoded yet. */
  missing: number
}

/** About so many cells lie along a side to begin with. */
const FIRST_CELLS = 4

/**
 * The points of a square grid from coarse to fine: first every eighth or so in both directions, then the midpoints of
 * the cells between them, and so on, so that large objects are found early. Where a cell is left alone by the rule,
 * the points inside of it are left out.
 */
export class GridPlan implements PointPlan {
  private readonly side: number
  private readonly queue: PlannedPoint[] = []
  private readonly scheduled: Uint8Array
  private readonly results: (readonly Candidate[] | undefined)[] = []
  private readonly waiting = new Map<number, WaitingCell[]>()
  private at = 0

  /** @param points a square grid, row by row. */
  constructor(
    private readonly points: readonly PlannedPoint[],
    private readonly isSettled: CellRule = () => false
  ) {
    this.side = Math.round(Math.sqrt(points.length))
    this.scheduled = new Uint8Array(points.length)
    const axis = firstAxis(this.side)
    for (const y of axis) for (const x of axis) this.schedule(x, y)
    for (const [top, bottom] of pairs(axis)) {
      for (const [left, right] of pairs(axis)) this.await({ left, top, right, bottom })
    }
  }

  /** Final when there is no next point; until then points that neighbours may still ask for count too. */
  get skipped(): number {
    return this.points.length - this.queue.length
  }

  next(): PlannedPoint | undefined {
    const point = this.queue[this.at]
    if (point) this.at++
    return point
  }

  done(point: PlannedPoint, candidates: readonly Candidate[]): void {
    this.results[point.index] = candidates
    const cells = this.waiting.get(point.index) ?? []
    this.waiting.delete(point.index)
    for (const cell of cells) {
      cell.missing--
      if (cell.missing === 0) this.settle(cell)
    }
  }

  private schedule(x: number, y: number): void {
    const index = y * this.side + x
    const point = this.points[index]
    if (!point || this.scheduled[index] !== 0) return
    this.scheduled[index] = 1
    this.queue.push(point)
  }

  /** Keeps a cell until its corners are decoded; one without points inside or on its sides needs nothing. */
  private await(cell: GridCell): void {
    if (cell.right - cell.left <= 1 && cell.bottom - cell.top <= 1) return
    const missing = this.corners(cell).filter((index) => this.results[index] === undefined)
    const waiting = { ...cell, missing: missing.length }
    for (const index of missing) {
      const cells = this.waiting.get(index)
      if (cells) cells.push(waiting)
      else this.waiting.set(index, [waiting])
    }
    if (missing.length === 0) this.settle(waiting)
  }

  private settle(cell: GridCell): void {
    const corners = this.corners(cell).flatMap((index): CellCorner[] => {
      const point = this.points[index]
      return point ? [{ point, candidates: this.results[index] ?? [] }] : []
    })
    if (this.isSettled(corners, cell)) return
    const columns = halves(cell.left, cell.right)
    const rows = halves(cell.top, cell.bottom)
    for (const y of rows) for (const x of columns) this.schedule(x, y)
    for (const [top, bottom] of pairs(rows)) {
      for (const [left, right] of pairs(columns)) this.await({ left, top, right, bottom })
    }
  }

  private corners({ left, top, right, bottom }: GridCell): number[] {
    const at = (x: number, y: number): number => y * this.side + x
    return [at(left, top), at(right, top), at(left, bottom), at(right, bottom)]
  }
}

/** Rows or columns to begin with: evenly spaced, and the last one. */
function firstAxis(side: number): number[] {
  const step = 2 ** Math.floor(Math.log2(Math.max(1, side / FIRST_CELLS)))
  const axis: number[] = []
  for (let at = 0; at < side - 1; at += step) axis.push(at)
  return [...axis, side - 1]
}

function halves(from: number, to: number): number[] {
  return to - from > 1 ? [from, (from + to) >> 1, to] : [from, to]
}

function pairs(axis: readonly number[]): [number, number][] {
  return axis.slice(1).map((to, i) => [axis[i] ?? 0, to])
}
