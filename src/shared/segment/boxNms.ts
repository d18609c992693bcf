import { cornerArea, type CornerBox } from './cornerBox'

/**
 * Non-maximum suppression by boxes, as torchvision's `batched_nms` does it for one category: by falling score, of
 * equal scores the earlier one first, each box suppresses the later ones that overlap it by more than the threshold.
 * The ratio is rounded to single precision as there; boxes without area neither suppress nor are suppressed.
 * @returns the indices that are kept, by falling score.
 */
export function boxNms(
  boxes: readonly CornerBox[],
  scores: ArrayLike<number>,
  iouThreshold: number
): number[] {
  const order = Array.from(boxes, (_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const kept: number[] = []
  for (const index of order) {
    const box = boxes[index]
    if (!box) continue
    const suppressed = kept.some((other) => {
      const better = boxes[other]
      return better !== undefined && Math.fround(cornerIou(better, box)) > iouThreshold
    })
    if (!suppressed) kept.push(index)
  }
  return kept
}

/** Intersection over union of two boxes; not a number when both have no area. */
function cornerIou(a: CornerBox, b: CornerBox): number {
  const width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]))
  const height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]))
  const shared = width * height
  return shared / (cornerArea(a) + cornerArea(b) - shared)
}
