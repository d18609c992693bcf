import { LOW_RES } from '../prompt/lowRes'
import type { ModelSpace } from '../prompt/modelSpace'
import type { AreaCounter } from './areaCounter'

/**
 * The official stability score at the image's resolution: how many pixels lie above the offset, as a fraction of those
 * above minus the offset. Not a number for a mask that is empty at both.
 */
export function stabilityScore(logits: Float32Array, offset: number, counter: AreaCounter): number {
  const { low, high } = counter.count(logits, -offset, offset)
  return high / low
}

/**
 * Whether a mask is so unstable at 256 × 256 that its score at the image's resolution is surely below the threshold.
 * The two scores differ by what the border samples become when they are enlarged, which matters the more the smaller
 * the mask is; on photographs the difference stayed below half of the margin.
 */
export function isSurelyUnstable(
  logits: Float32Array,
  offset: number,
  threshold: number,
  space: ModelSpace
): boolean {
  const scale = LOW_RES / space.inputSize
  const width = Math.ceil(space.width * scale)
  const height = Math.ceil(space.height * scale)
  let inner = 0
  let outer = 0
  for (let y = 0; y < height; y++) {
    for (let i = y * LOW_RES; i < y * LOW_RES + width; i++) {
      const logit = logits[i] ?? 0
      if (logit > -offset) {
        outer++
        if (logit > offset) inner++
      }
    }
  }
  return outer > 0 && inner / outer < threshold - stabilityMargin(outer, threshold)
}

/** The score's possible error at 256 × 256 for a mask of so many samples. */
function stabilityMargin(samples: number, threshold: number): number {
  return 0.02 + 6 * Math.sqrt(Math.max(0.01, 1 - threshold) / samples)
}
