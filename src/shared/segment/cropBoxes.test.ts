import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cropBoxes } from './cropBoxes'

it('begins with the image itself', () => {
  expect(cropBoxes({ width: 640, height: 480 }, 0, 0.3)).toEqual([{ box: [0, 0, 640, 480], layer: 0 }])
})

it('lays out a layer as the official code does', () => {
  // The crop boxes of the golden file of nagasaki-boats: [373, 0, 651, 549] as left, top, width, height, and so on.
  expect(cropBoxes({ width: 1024, height: 819 }, 1, 512 / 1500).map(({ box }) => box)).toEqual([
    [0, 0, 1024, 819],
    [0, 0, 652, 549],
    [0, 270, 652, 819],
    [373, 0, 1024, 549],
    [373, 270, 1024, 819]
  ])
})

it('covers the image in every layer, inside of it, with overlaps', () => {
  const side = fc.integer({ min: 64, max: 3000 })
  fc.assert(
    fc.property(side, side, fc.double({ min: 0, max: 0.9, noNaN: true }), (width, height, ratio) => {
      const crops = cropBoxes({ width, height }, 2, ratio)
      expect(crops).toHaveLength(1 + 4 + 16)
      for (const layer of [1, 2]) {
        const boxes = crops.filter((crop) => crop.layer === layer).map(({ box }) => box)
        for (const [axis, length] of [[0, width] as const, [1, height] as const]) {
          const spans = boxes.map((box) => [box[axis], box[axis + 2]] as const).sort((a, b) => a[0] - b[0])
          let reached = 0
          for (const [from = 0, to = 0] of spans) {
            expect(from).toBeGreaterThanOrEqual(0)
            expect(from).toBeLessThanOrEqual(reached)
            expect(to).toBeLessThanOrEqual(length)
            expect(to).toBeGreaterThan(from)
            reached = Math.max(reached, to)
          }
          expect(reached).toBe(length)
        }
      }
    }),
    { numRuns: 30 }
  )
})
