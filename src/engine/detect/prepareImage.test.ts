import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toImageBox } from './candidates'
import type { RecognisedModel } from './family'
import { centredLetterbox, cornerLetterbox, IMAGENET_RGB, stretched } from './prepareImage'
import { colourImage } from './testing/colourImage'

const model = (width: number, height: number, dynamic = false): RecognisedModel => ({
  ...{ family: 'yolov8', familyName: 'YOLOv8', description: '', task: 'detect', layout: 'raw', outputs: [] },
  ...{ classNames: [], namesFrom: 'numbers', stride: 32 },
  input: { name: 'images', type: 'float32', width, height, dynamic }
})
const orange = colourImage(1280, 720, [255, 128, 0])
const grey = Math.fround(114 / 255)

describe('letterboxes', () => {
  it('in the middle: grey above and below', () => {
    const { feeds, frame } = centredLetterbox(orange, model(640, 640), true)
    expect(frame).toMatchObject({
      scaleX: 0.5,
      scaleY: 0.5,
      padX: 0,
      padY: 140,
      inputWidth: 640,
      inputHeight: 640
    })
    const { data, dims } = feeds['images'] ?? { data: new Float32Array(), dims: [] }
    expect(dims).toEqual([1, 3, 640, 640])
    const at = (channel: number, y: number): number => data[channel * 640 * 640 + y * 640 + 320] ?? NaN
    expect([139, 140, 499, 500].map((y) => at(0, y))).toEqual([grey, 1, 1, grey])
    expect([1, 2].map((channel) => at(channel, 300))).toEqual([Math.fround(128 / 255), 0])
  })

  it('of a dynamic input: the rest up to the stride, the odd row below', () => {
    const { frame } = centredLetterbox(colourImage(1280, 726, [0, 0, 0]), model(640, 640, true), true)
    // 363 rows; 277 are left of 640, of which 277 mod 32 = 21 stay: 10 above, 11 below.
    expect(frame).toMatchObject({ inputWidth: 640, inputHeight: 384, padX: 0, padY: 10 })
  })

  it('enlarge a small image', () => {
    const { frame } = centredLetterbox(colourImage(32, 16, [0, 0, 0]), model(640, 640), false)
    expect(frame).toMatchObject({ scaleX: 20, padY: 160 })
  })

  it('at the corner: bytes, blue first, grey to the right or below', () => {
    const { feeds, frame } = cornerLetterbox(orange, model(416, 416))
    expect(frame).toMatchObject({ padX: 0, padY: 0, scaleX: 0.325, scaleY: 0.325 })
    const data = feeds['images']?.data
    const at = (channel: number, y: number): number | undefined => data?.[channel * 416 * 416 + y * 416]
    expect([at(0, 0), at(1, 0), at(2, 0)]).toEqual([0, 128, 255])
    // 720 × 0.325 = 234 rows.
    expect([at(2, 233), at(2, 234)]).toEqual([255, 114])
  })

  it('stretched: the whole input, each channel by its mean and deviation', () => {
    const { feeds, frame } = stretched(orange, model(640, 320), 'antialiased', IMAGENET_RGB)
    expect(frame).toMatchObject({ scaleX: 0.5, scaleY: 320 / 720, padX: 0, padY: 0 })
    const data = feeds['images']?.data
    expect(data?.[0]).toBeCloseTo((1 - 0.485) / 0.229, 5)
    expect(data?.[640 * 320]).toBeCloseTo((128 / 255 - 0.456) / 0.224, 5)
    expect(data?.[2 * 640 * 320]).toBeCloseTo(-0.406 / 0.225, 5)
  })

  it('carry the image’s own box back to the image', () => {
    const side = fc.integer({ min: 2, max: 60 })
    fc.assert(
      fc.property(side, side, fc.boolean(), (width, height, dynamic) => {
        const image = colourImage(width, height, [9, 9, 9])
        for (const prepare of [centredLetterbox, cornerLetterbox]) {
          const { frame } = prepare(image, model(64, 64, dynamic), true)
          const { scaleX, scaleY, padX, padY } = frame
          const corners = [padX, padY, padX + width * scaleX, padY + height * scaleY] as const
          const box = toImageBox(corners, frame)
          expect(box.width).toBeCloseTo(width, 6)
          expect(box.height).toBeCloseTo(height, 6)
          expect(corners[2]).toBeLessThanOrEqual(frame.inputWidth + 1)
          expect(corners[3]).toBeLessThanOrEqual(frame.inputHeight + 1)
        }
      })
    )
  })
})
