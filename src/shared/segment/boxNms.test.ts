import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxNms } from './boxNms'
import type { CornerBox } from './cornerBox'

const at = fc.integer({ min: 0, max: 12 })
const box = fc.tuple(at, at, at, at).map(([x, y, w, h]): CornerBox => [x, y, x + w, y + h])
const scored = fc.array(fc.tuple(box, fc.constantFrom(0.1, 0.5, 0.5, 0.9)), { maxLength: 30 })
const threshold = fc.constantFrom(0, 0.3, 0.5, 0.7, 1)

/** Straight from torchvision's nms_kernel: a list of suppressed flags over the sorted boxes. */
function torchvisionNms(
  boxes: readonly CornerBox[],
  scores: readonly number[],
  iouThreshold: number
): number[] {
  const order = boxes.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const suppressed = new Set<number>()
  const keep: number[] = []
  const area = (b: CornerBox): number => Math.fround((b[2] - b[0]) * (b[3] - b[1]))
  order.forEach((i, rank) => {
    if (suppressed.has(i)) return
    keep.push(i)
    for (const j of order.slice(rank + 1)) {
      const a = boxes[i] ?? [0, 0, 0, 0]
      const b = boxes[j] ?? [0, 0, 0, 0]
      const w = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]))
      const h = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]))
      if (Math.fround((w * h) / (area(a) + area(b) - w * h)) > iouThreshold) suppressed.add(j)
    }
  })
  return keep
}

describe('box NMS', () => {
  it('does what torchvision does', () => {
    fc.assert(
      fc.property(scored, threshold, (entries, iouThreshold) => {
        const boxes = entries.map(([b]) => b)
        const scores = entries.map(([, score]) => score)
        expect(boxNms(boxes, scores, iouThreshold)).toEqual(torchvisionNms(boxes, scores, iouThreshold))
      })
    )
  })

  it('gives indices by falling score, the earlier one first where scores are equal', () => {
    const boxes: CornerBox[] = [
      [0, 0, 5, 5],
      [20, 0, 25, 5],
      [40, 0, 45, 5]
    ]
    expect(boxNms(boxes, [0.5, 0.9, 0.5], 0.7)).toEqual([1, 0, 2])
  })

  it('lets the earlier of two equal boxes with equal scores win', () => {
    expect(
      boxNms(
        [
          [0, 0, 5, 5],
          [0, 0, 5, 5]
        ],
        [1, 1],
        0.7
      )
    ).toEqual([0])
  })

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(scored, threshold, (entries, iouThreshold) => {
        const once = boxNms(
          entries.map(([b]) => b),
          entries.map(([, s]) => s),
          iouThreshold
        )
        const kept = once.flatMap((i) => (entries[i] ? [entries[i]] : []))
        const twice = boxNms(
          kept.map(([b]) => b),
          kept.map(([, s]) => s),
          iouThreshold
        )
        expect(twice).toEqual(kept.map((_, i) => i))
      })
    )
  })

  it('brings back what a better box suppressed only until that one was suppressed itself', () => {
    // The middle box overlaps both others; without the first it would suppress the last.
    const boxes: CornerBox[] = [
      [0, 0, 10, 10],
      [2, 0, 12, 10],
      [4, 0, 14, 10]
    ]
    expect(boxNms(boxes, [0.9, 0.8, 0.7], 0.6)).toEqual([0, 2])
    expect(boxNms(boxes.slice(1), [0.8, 0.7], 0.6)).toEqual([0])
  })
})
