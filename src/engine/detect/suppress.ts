import { cornerArea, type CornerBox } from '@shared/segment/cornerBox'
import { byScore, type Candidate } from './candidates'
import type { Limits } from './family'

/** More candidates are never looked at, as in the reference. */
const MOST = 30_000

/**
 * Non-maximum suppression as Ultralytics does it: by falling score, each box that is kept suppresses the later ones
 * of its class (or of all) which overlap it by more than the threshold.
 * @returns the kept ones, best first, at most `maxDetections`.
 */
export function suppress(candidates: readonly Candidate[], limits: Limits): Candidate[] {
  const { iou, agnostic, maxDetections } = limits
  const kept: Candidate[] = []
  for (const candidate of best(candidates)) {
    if (kept.length >= maxDetections) break
    const isDouble = kept.some(
      (other) =>
        (agnostic || other.classIndex === candidate.classIndex) && cornerIou(other.box, candidate.box) > iou
    )
    if (!isDouble) kept.push(candidate)
  }
  return kept
}

/** The candidates that are looked at, by falling score. */
export function best(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(byScore).slice(0, MOST)
}

/** Intersection over union; 0 where both have no area. */
export function cornerIou(a: CornerBox, b: CornerBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (cornerArea(a) + cornerArea(b) - shared)
}
