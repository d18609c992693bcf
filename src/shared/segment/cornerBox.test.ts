import { describe, expect, it } from 'vitest'
import { cornerArea, isNearCropEdge, uncropBox } from './cornerBox'

describe('the crop edge filter', () => {
  const image = [0, 0, 1000, 800] as const
  const crop = [400, 300, 1000, 800] as const

  it('drops masks that the crop has cut off', () => {
    expect(isNearCropEdge([420, 500, 600, 600], crop, image)).toBe(true)
    expect(isNearCropEdge([500, 320, 600, 600], crop, image)).toBe(true)
  })

  it('counts up to 20 pixels as near, and no more', () => {
    expect(isNearCropEdge([421, 500, 600, 600], crop, image)).toBe(false)
  })

  it('keeps masks at the edge of the image, where nothing is cut off', () => {
    expect(isNearCropEdge([500, 500, 999, 799], crop, image)).toBe(false)
    expect(isNearCropEdge([0, 0, 999, 799], image, image)).toBe(false)
  })

  it('compares each edge with its own side only', () => {
    // The right edge of the mask lies near the left edge of the crop.
    expect(isNearCropEdge([380, 500, 410, 600], [300, 300, 1000, 800], image)).toBe(false)
  })
})

it('moves boxes of a crop into the image', () => {
  expect(uncropBox([1, 2, 3, 4], [100, 200, 300, 400])).toEqual([101, 202, 103, 204])
})

it('gives a box of one pixel no area, as the official code does', () => {
  expect(cornerArea([5, 5, 5, 5])).toBe(0)
  expect(cornerArea([5, 5, 8, 7])).toBe(6)
})
