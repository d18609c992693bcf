import { describe, expect, it } from 'vitest'
import { boundsIou, SelfCheck, shapeIou } from './selfCheck'
import { disc, rect } from './testing/datasets'

const size = { width: 64, height: 48 }

describe('shapeIou', () => {
  it('compares pixels', () => {
    expect(shapeIou(disc(20, 20, 9), disc(20, 20, 9), size)).toBe(1)
    expect(shapeIou(rect(0, 0, 10, 10), rect(5, 0, 10, 10), size)).toBeCloseTo(1 / 3)
    expect(shapeIou(disc(20, 20, 9), rect(50, 40, 2, 2), size)).toBe(0)
  })

  it('looks closer where an edge runs through the centres of pixels', () => {
    expect(shapeIou(rect(1.5, 0, 4, 9), rect(1.5000001, 0, 4, 9), size)).toBe(1)
    expect(shapeIou(rect(1.5, 0, 4, 9), rect(2.5, 0, 4, 9), size)).toBeCloseTo(3 / 5)
  })

  it('compares boxes of what is smaller than a pixel', () => {
    expect(shapeIou(rect(1.01, 1.01, 0.01, 0.01), rect(1.01, 1.01, 0.01, 0.01), size)).toBeCloseTo(1)
    expect(shapeIou(rect(1.01, 1.01, 0.01, 0.01), rect(1.05, 1.01, 0.01, 0.01), size)).toBe(0)
  })
})

describe('boundsIou', () => {
  it('counts only what lies inside the image', () => {
    expect(boundsIou(rect(-10, 0, 20, 10), rect(0, 0, 10, 10), size)).toBe(1)
    expect(boundsIou(disc(20, 20, 5), rect(15, 15, 10, 10), size)).toBe(1)
  })
})

describe('SelfCheck', () => {
  it('tells the mean, the worst and what is lost', () => {
    const check = new SelfCheck()
    expect(check.result()).toMatchObject({ lost: 0, iouMean: 1, iouMin: 1, iouP5: 1, iouMedian: 1 })
    check.found(1)
    check.found(0.5)
    check.lost()
    check.lost(2)
    expect(check.result()).toMatchObject({ lost: 3, iouMean: 0.75, iouMin: 0.5 })
  })

  it('tells how the others are spread', () => {
    const check = new SelfCheck()
    for (let i = 1; i <= 100; i++) check.found(i / 100)
    const { iouP5, iouMedian, iouHistogram } = check.result()
    expect(iouP5).toBeCloseTo(0.05, 3)
    expect(iouMedian).toBeCloseTo(0.5, 3)
    expect(iouHistogram).toEqual([4, ...new Array<number>(18).fill(5), 6])
  })
})
