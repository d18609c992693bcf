import { axisMap, columnGroups, type AxisMap } from '../prompt/axisMap'
import { ABOVE, BETWEEN, LevelSpans } from '../prompt/levelSpans'
import { LOW_RES } from '../prompt/lowRes'
import type { ModelSpace } from '../prompt/modelSpace'

/** Pixels of the image above each of two thresholds. */
export interface AreasAbove {
  readonly low: number
  readonly high: number
}

/**
 * Counts the pixels of an image that enlarged logits, float32[256, 256], have above two thresholds, without making the
 * enlarged mask: only pixels near a threshold are computed. Enlarges exactly as `maskUpsampler` does.
 */
export class AreaCounter {
  private readonly columns: AxisMap
  private readonly groups: Int32Array
  private readonly spans: LevelSpans
  private low = 0
  private high = 0

  constructor(private readonly space: ModelSpace) {
    const { imageWidth, imageHeight, inputSize } = space
    this.columns = axisMap(LOW_RES, inputSize, space.width, imageWidth)
    this.groups = columnGroups(this.columns, LOW_RES)
    this.spans = new LevelSpans(this.columns, axisMap(LOW_RES, inputSize, space.height, imageHeight))
  }

  /** @param low at most `high` */
  count(logits: Float32Array, low: number, high: number): AreasAbove {
    const { spans } = this
    this.low = 0
    this.high = 0
    spans.start(logits, low, high)
    let even = 0
    for (let y = 0; y < this.space.imageHeight; y++) {
      if (spans.goTo(y)) even = this.evenPixels()
      this.low += even
      this.high += even
      for (let i = 0; i < spans.length; i++) if (spans.kind[i] === BETWEEN) this.countSpan(i, low, high)
    }
    return { low: this.low, high: this.high }
  }

  /** Pixels of a row that lie in spans above both thresholds. */
  private evenPixels(): number {
    const { spans, groups } = this
    let pixels = 0
    for (let i = 0; i < spans.length; i++) {
      if (spans.kind[i] !== ABOVE) continue
      pixels += (groups[spans.begin[i + 1] ?? 0] ?? 0) - (groups[spans.begin[i] ?? 0] ?? 0)
    }
    return pixels
  }

  private countSpan(nth: number, low: number, high: number): void {
    const { spans, groups } = this
    const { mixed, begin } = spans
    const { weights } = this.columns
    spans.mix(nth)
    const last = begin[nth + 1] ?? 0
    for (let g = begin[nth] ?? 0; g < last; g++) {
      const p = mixed[g] ?? 0
      const q = mixed[g + 1] ?? 0
      const r = mixed[g + 2] ?? 0
      const end = (groups[g + 1] ?? 0) * 3
      for (let at = (groups[g] ?? 0) * 3; at < end; at += 3) {
        const value = p * (weights[at] ?? 0) + q * (weights[at + 1] ?? 0) + r * (weights[at + 2] ?? 0)
        if (value > low) this.low++
        if (value > high) this.high++
      }
    }
  }
}
