import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelSpace } from '../prompt/modelSpace'
import { maskUpsampler } from '../prompt/postprocess'
import { AreaCounter } from './areaCounter'
import { isSurelyUnstable, stabilityScore } from './filters'
import { blobs, logitsOf } from './testing/blobs'

const sizes = fc.constantFrom(
  [1024, 700] as const,
  [330, 500] as const,
  [90, 61] as const,
  [1500, 400] as const
)

describe('areas above thresholds', () => {
  it('are those of the enlarged mask', () => {
    fc.assert(
      fc.property(blobs, sizes, (discs, [width, height]) => {
        const logits = logitsOf(discs)
        const space = modelSpace(width, height, { inputSize: 1024 })
        const upsample = maskUpsampler(space)
        const above = (threshold: number): number => upsample(logits.map((v) => v - threshold)).area
        const counted = new AreaCounter(space).count(logits, -1, 1)
        // Moving logits rounds them, which may turn single pixels that lie on a threshold.
        expect(Math.abs(counted.low - above(-1))).toBeLessThanOrEqual(2)
        expect(Math.abs(counted.high - above(1))).toBeLessThanOrEqual(2)
      }),
      { numRuns: 20 }
    )
  })

  it('are all or nothing for an even mask', () => {
    const counter = new AreaCounter(modelSpace(640, 480, { inputSize: 1024 }))
    expect(counter.count(new Float32Array(65536).fill(5), -1, 1)).toEqual({ low: 640 * 480, high: 640 * 480 })
    expect(counter.count(new Float32Array(65536), -1, 1)).toEqual({ low: 640 * 480, high: 0 })
    expect(counter.count(new Float32Array(65536).fill(-5), -1, 1)).toEqual({ low: 0, high: 0 })
  })
})

describe('giving up masks at 256 × 256', () => {
  it('never gives up a mask that would have passed', () => {
    const thresholds = fc.constantFrom(0.5, 0.85, 0.92, 0.95, 0.99)
    fc.assert(
      fc.property(blobs, sizes, thresholds, (discs, [width, height], threshold) => {
        const logits = logitsOf(discs)
        const space = modelSpace(width, height, { inputSize: 1024 })
        if (!isSurelyUnstable(logits, 1, threshold, space)) return
        // Of a mask that is empty it is not a number, and does not pass either.
        expect(stabilityScore(logits, 1, new AreaCounter(space)) >= threshold).toBe(false)
      }),
      { numRuns: 50 }
    )
  })
})
