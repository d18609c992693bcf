import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from './candidates'
import type { Limits } from './family'
import { cornerIou, suppress } from './suppress'

const limits: Limits = { confidence: 0.25, iou: 0.5, agnostic: false, maxDetections: 300, classes: undefined }
const candidate = (row: number, score: number, left: number, classIndex = 0): Candidate => {
  return { row, score, classIndex, box: [left, 0, left + 10, 10] }
}
const rows = (kept: readonly Candidate[]): number[] => kept.map(({ row }) => row)

describe('suppress', () => {
  it('keeps the best of those that overlap by more than the threshold', () => {
    // 0 and 1 overlap by 8 / 12, 1 and 2 by 8 / 12, 0 and 2 by 6 / 14: 2 only falls with 1, which is gone.
    const candidates = [candidate(2, 0.5, 4), candidate(1, 0.7, 2), candidate(0, 0.9, 0)]
    expect(rows(suppress(candidates, limits))).toEqual([0, 2])
  })

  it('keeps boxes that overlap by just the threshold', () => {
    const half: Candidate = { row: 1, score: 0.5, classIndex: 0, box: [0, 0, 10, 5] }
    expect(rows(suppress([candidate(0, 0.9, 0), half], limits))).toEqual([0, 1])
  })

  it('compares boxes of one class, or of all', () => {
    const candidates = [candidate(0, 0.9, 0), candidate(1, 0.8, 0, 1)]
    expect(rows(suppress(candidates, limits))).toEqual([0, 1])
    expect(rows(suppress(candidates, { ...limits, agnostic: true }))).toEqual([0])
  })

  it('takes the earlier of equal scores, and no more than asked for', () => {
    const candidates = [candidate(1, 0.5, 100), candidate(0, 0.5, 0), candidate(2, 0.4, 200)]
    expect(rows(suppress(candidates, { ...limits, maxDetections: 2 }))).toEqual([0, 1])
  })

  it('leaves no double, and drops nothing without a better double', () => {
    const arbitrary = fc.record({
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      classIndex: fc.integer({ min: 0, max: 2 }),
      left: fc.integer({ min: 0, max: 30 }),
      width: fc.integer({ min: 0, max: 20 }),
      height: fc.integer({ min: 1, max: 20 })
    })
    fc.assert(
      fc.property(fc.array(arbitrary), (boxes) => {
        const candidates = boxes.map(({ score, classIndex, left, width, height }, row): Candidate => {
          return { row, score, classIndex, box: [left, 0, left + width, height] }
        })
        const kept = new Set(suppress(candidates, limits))
        const isDouble = (a: Candidate, b: Candidate): boolean =>
          a !== b && a.classIndex === b.classIndex && cornerIou(a.box, b.box) > limits.iou
        for (const one of candidates) {
          const better = [...kept].filter((other) => isDouble(one, other) && other.score >= one.score)
          expect(better.length > 0).toBe(!kept.has(one))
        }
      })
    )
  })
})
