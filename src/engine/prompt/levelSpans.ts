import type { AxisMap } from './axisMap'
import { LOW_RES } from './lowRes'

/** What is known of the pixels of a group of columns from the samples that they are averages of. */
export const BELOW = 0
export const ABOVE = 1
export const BETWEEN = 2

const ALL_ABOVE = 1
const ALL_BELOW = 2

/**
 * Divides the rows of enlarged logits, float32[256, 256], into spans of columns whose pixels all lie above the upper of
 * two thresholds, all at most at the lower one, or have to be computed: an average of values on one side stays there.
 * Most of a mask is even, and rows that are averages of the same rows of samples have the same spans.
 *
 * Columns are counted in groups: all pixels whose first sample is g.
 */
export class LevelSpans {
  /** How many spans the current row has. */
  length = 0
  /** Group at which the nth span begins; one entry more has the end of the last. */
  readonly begin = new Int32Array(LOW_RES + 1)
  /** BELOW, ABOVE or BETWEEN. */
  readonly kind = new Uint8Array(LOW_RES)
  /** A group's three samples of a row, mixed from up to three rows by `mix`. */
  readonly mixed = new Float64Array(LOW_RES + 2)

  /** For each row of samples and each group: ALL_ABOVE, ALL_BELOW or 0. */
  private readonly sides = new Uint8Array(LOW_RES * LOW_RES)
  private readonly groups: number
  private readonly sampleRows: number
  private logits: Float32Array = new Float32Array()
  private a = -1
  private b = -1
  private c = -1
  private weights: readonly [number, number, number] = [0, 0, 0]

  constructor(
    columns: AxisMap,
    private readonly rows: AxisMap
  ) {
    this.groups = (columns.first.at(-1) ?? 0) + 1
    this.sampleRows = Math.min(LOW_RES, (rows.first.at(-1) ?? 0) + 3)
  }

  /** Begins with a mask. @param low at most `high` */
  start(logits: Float32Array, low: number, high: number): void {
    this.logits = logits
    this.a = -1
    const { sides, groups } = this
    for (let y = 0; y < this.sampleRows; y++) {
      const row = y * LOW_RES
      // Past the edge there is nothing, which is on any side.
      let next = ALL_ABOVE | ALL_BELOW
      let afterNext = next
      for (let x = Math.min(LOW_RES, groups + 2) - 1; x >= 0; x--) {
        const value = logits[row + x] ?? 0
        const side = (value > high ? ALL_ABOVE : 0) | (value <= low ? ALL_BELOW : 0)
        sides[row + x] = side & next & afterNext
        afterNext = next
        next = side
      }
    }
  }

  /** Goes on to a row of the image; says whether its spans are others than those of the row before. */
  goTo(y: number): boolean {
    const { rows } = this
    const a = rows.first[y] ?? 0
    const wa = rows.weights[y * 3] ?? 0
    const wb = rows.weights[y * 3 + 1] ?? 0
    const wc = rows.weights[y * 3 + 2] ?? 0
    this.weights = [wa, wb, wc]
    // A weight of 0 may belong to a row past the last one: read the first row instead.
    const b = wb === 0 ? a : a + 1
    const c = wc === 0 ? a : a + 2
    if (a === this.a && b === this.b && c === this.c) return false
    this.a = a
    this.b = b
    this.c = c
    this.divide()
    return true
  }

  /** Computes `mixed` for the nth span. */
  mix(nth: number): void {
    const { logits, mixed } = this
    const [wa, wb, wc] = this.weights
    const a = this.a * LOW_RES
    const b = this.b * LOW_RES
    const c = this.c * LOW_RES
    const end = Math.min(LOW_RES, (this.begin[nth + 1] ?? 0) + 2)
    for (let x = this.begin[nth] ?? 0; x < end; x++) {
      mixed[x] = wa * (logits[a + x] ?? 0) + wb * (logits[b + x] ?? 0) + wc * (logits[c + x] ?? 0)
    }
  }

  private divide(): void {
    const { sides, groups, begin, kind } = this
    const a = this.a * LOW_RES
    const b = this.b * LOW_RES
    const c = this.c * LOW_RES
    let length = 0
    let last = -1
    for (let g = 0; g < groups; g++) {
      const side = (sides[a + g] ?? 0) & (sides[b + g] ?? 0) & (sides[c + g] ?? 0)
      const now = side & ALL_ABOVE ? ABOVE : side & ALL_BELOW ? BELOW : BETWEEN
      if (now === last) continue
      begin[length] = g
      kind[length] = now
      length++
      last = now
    }
    begin[length] = groups
    this.length = length
  }
}
