import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import type { Bitmap } from '@shared/mask/rle'
import { bitmapArbitrary, blob } from '@shared/mask/testing/patches'
import type { Shape } from '@shared/schema/shape'
import { cocoSegmentationSchema, type CocoSegmentation } from './coco'
import { cocoOutline, shapeFromCoco } from './cocoShape'
import { shapeIou } from '../selfCheck'
import { disc, rect } from '../testing/datasets'

const size = { width: 64, height: 48 }

/** Compressed runs along columns, written down step by step as the format is described, without our codec. */
function plainCocoString({ width, height, data }: Bitmap): string {
  const counts: number[] = []
  let value = 0
  let run = 0
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const pixel = data[y * width + x] ?? 0
      if (pixel === value) run++
      else {
        counts.push(run)
        run = 1
        value = pixel
      }
    }
  }
  counts.push(run)
  return counts
    .map((count, i) => {
      let rest = i > 2 ? count - (counts[i - 2] ?? 0) : count
      let text = ''
      for (let more = true; more;) {
        const low = ((rest % 32) + 32) % 32
        rest = Math.floor(rest / 32)
        more = low >= 16 ? rest !== -1 : rest !== 0
        text += String.fromCharCode(48 + low + (more ? 32 : 0))
      }
      return text
    })
    .join('')
}

describe('cocoOutline', () => {
  it('writes runs as a plain reading of the format does', () => {
    fc.assert(
      fc.property(bitmapArbitrary(40), (bitmap) => {
        const outline = cocoOutline(maskShape(maskFromBitmap(bitmap)), bitmap, true)
        if (!outline) expect(bitmap.data.includes(1)).toBe(false)
        else {
          expect(outline.segmentation).toEqual({
            size: [bitmap.height, bitmap.width],
            counts: plainCocoString(bitmap)
          })
        }
      }),
      { numRuns: 300 }
    )
  })

  it('gives masks back pixel for pixel, with holes as runs and without as polygons', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const shape = maskShape(maskFromBitmap(bitmap))
        const outline = cocoOutline(shape, bitmap, false)
        if (!outline) return
        expect(cocoSegmentationSchema.parse(outline.segmentation)).toEqual(outline.segmentation)
        expect(shapeIou(shapeFromCoco(outline.segmentation), shape, bitmap)).toBe(1)
        expect(outline.area).toBe(bitmap.data.reduce((sum, v) => sum + v, 0))
      })
    )
  })

  it('writes rectangles as four corners', () => {
    expect(cocoOutline(rect(1.5, 2, 10, 20.25), size, false)).toEqual({
      segmentation: [[1.5, 2, 11.5, 2, 11.5, 22.25, 1.5, 22.25]],
      bbox: [1.5, 2, 10, 20.25],
      area: 202.5
    })
  })

  it('writes a polygon with a hole as runs, one without as it is', () => {
    const square = (at: number, side: number) => [
      { x: at, y: at },
      { x: at + side, y: at },
      { x: at + side, y: at + side },
      { x: at, y: at + side }
    ]
    const holed: Shape = { kind: 'polygon', parts: [{ outer: square(5, 20), holes: [square(10, 5)] }] }
    const outline = cocoOutline(holed, size, false)
    expect(Array.isArray(outline?.segmentation)).toBe(false)
    expect(outline).toMatchObject({ bbox: [5, 5, 20, 20], area: 375 })
    const two: Shape = {
      kind: 'polygon',
      parts: [
        { outer: square(0, 2), holes: [] },
        { outer: square(10, 3), holes: [] }
      ]
    }
    expect(cocoOutline(two, size, false)).toEqual({
      segmentation: [
        [0, 0, 2, 0, 2, 2, 0, 2],
        [10, 10, 13, 10, 13, 13, 10, 13]
      ],
      bbox: [0, 0, 13, 13],
      area: 13
    })
  })

  it('has nothing to say of a shape without extent', () => {
    expect(cocoOutline(rect(3, 3, 0, 5), size, false)).toBeUndefined()
    expect(cocoOutline(rect(3.1, 3.1, 0.2, 0.2), size, true)).toBeUndefined()
    expect(cocoOutline(disc(-20, -20, 2), size, false)).toBeUndefined()
  })

  it('keeps photographs-sized masks exactly', () => {
    const bitmap = blob(640, 480)
    const shape = maskShape(maskFromBitmap(bitmap))
    for (const rle of [true, false]) {
      const outline = cocoOutline(shape, bitmap, rle)
      expect(outline && shapeIou(shapeFromCoco(outline.segmentation), shape, bitmap)).toBe(1)
    }
  })
})

describe('shapeFromCoco', () => {
  it('reads runs that are a list of numbers', () => {
    const listed: CocoSegmentation = { size: [2, 3], counts: [1, 2, 3] }
    expect(shapeFromCoco(listed)).toMatchObject({ kind: 'mask', width: 3, height: 2 })
  })

  it('refuses runs that do not fill the image', () => {
    expect(() => shapeFromCoco({ size: [2, 3], counts: [1, 2] })).toThrow(RangeError)
    expect(() => shapeFromCoco({ size: [2, 3], counts: '1' })).toThrow(RangeError)
  })
})
