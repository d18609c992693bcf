import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fixturePath } from '../../imaging/testing/samples'
import { linearResize, roundHalfEven } from './linearResize'
import { colourImage } from './testing/colourImage'

const size = z.tuple([z.number(), z.number()])
const bytes = z.array(z.number())
const schema = z.array(z.object({ from: size, to: size, pixels: bytes, resized: bytes }))
const cases = schema.parse(JSON.parse(await readFile(fixturePath('models/opencv-resize.json'), 'utf8')))

describe('linearResize', () => {
  it.each(cases)('gives what OpenCV gives, to the bit: $from to $to', ({ from, to, pixels, resized }) => {
    const image = { width: from[0], height: from[1], channels: 3, data: Uint8Array.from(pixels) } as const
    expect([...linearResize(image, ...to).data]).toEqual(resized)
  })

  it('passes over the fourth byte of a pixel', () => {
    const image = { width: 1, height: 1, channels: 4, data: Uint8Array.of(1, 2, 3, 99) } as const
    expect([...linearResize(image, 2, 1).data]).toEqual([1, 2, 3, 1, 2, 3])
  })

  it('keeps an image of one colour', () => {
    const side = fc.integer({ min: 1, max: 20 })
    const value = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(side, side, side, side, value, (width, height, toWidth, toHeight, colour) => {
        const resized = linearResize(colourImage(width, height, [colour, colour, colour]), toWidth, toHeight)
        // Weights are rounded, so a value may lose one.
        expect(resized.data.every((byte) => Math.abs(byte - colour) <= 1)).toBe(true)
        expect(resized.data).toHaveLength(toWidth * toHeight * 3)
      })
    )
  })
})

describe('roundHalfEven', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [2.4, 2],
    [2.6, 3],
    [-0.6, -1]
  ])('of %d is %d', (value, rounded) => {
    expect(roundHalfEven(value)).toBe(rounded)
  })
})
