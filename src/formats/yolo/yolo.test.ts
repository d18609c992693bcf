import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampShape } from '@shared/geometry/shape'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { shapeToRle } from '@shared/mask/rasterize'
import { bitmapArbitrary } from '@shared/mask/testing/patches'
import type { Shape } from '@shared/schema/shape'
import { boundsIou, shapeIou } from '../selfCheck'
import { disc, rect } from '../testing/datasets'
import { parseYolo, parseYoloLine, yoloBoxLine, yoloSegmentLine } from './yolo'
import { rleArea } from '@shared/mask/measure'

const side = fc.integer({ min: 1, max: 9000 })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const numbersOf = (line: string): number[] => line.split(' ').slice(1).map(Number)

describe('yoloBoxLine', () => {
  it('writes centre and size as shares', () => {
    expect(yoloBoxLine(2, rect(10, 20, 30, 40), { width: 100, height: 80 })).toBe(
      '2 0.250000 0.500000 0.300000 0.500000'
    )
  })

  it('keeps every number and every side of the box inside [0, 1], and gives the box back', () => {
    fc.assert(
      fc.property(side, side, share, share, share, share, (width, height, a, b, c, d) => {
        const size = { width, height }
        const box = rect(a * width, b * height, (1 - a) * c * width, (1 - b) * d * height)
        const line = yoloBoxLine(0, box, size)
        if (line === undefined) return
        const [x = NaN, y = NaN, w = NaN, h = NaN] = numbersOf(line)
        for (const value of [x, y, w, h]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
        const millionths = [x, y, w, h].map((value) => Math.round(value * 1e6))
        const [cx = 0, cy = 0, bw = 0, bh = 0] = millionths
        expect(2 * cx - bw >= 0 && 2 * cy - bh >= 0).toBe(true)
        expect(2 * cx + bw <= 2e6 && 2 * cy + bh <= 2e6).toBe(true)
        expect(bw > 0 && bh > 0).toBe(true)
        const back = parseYoloLine(line, size).shape
        if (box.kind === 'rect' && Math.min(box.width, box.height) > 1) {
          expect(boundsIou(back, box, size)).toBeGreaterThan(0.9)
        }
      }),
      { numRuns: 1000 }
    )
  })

  it('drops what has no extent', () => {
    const size = { width: 100, height: 100 }
    expect(yoloBoxLine(0, rect(5, 5, 0, 10), size)).toBeUndefined()
    expect(yoloBoxLine(0, rect(100, 5, 10, 10), size)).toBeUndefined()
    expect(yoloBoxLine(0, rect(5, 5, 1e-9, 10), size)).toBeUndefined()
    expect(yoloBoxLine(0, rect(-5, -5, 500, 500), size)).toBe('0 0.500000 0.500000 1.000000 1.000000')
  })
})

describe('yoloSegmentLine', () => {
  it('writes the four corners of a rectangle', () => {
    expect(yoloSegmentLine(0, rect(10, 20, 30, 40), { width: 100, height: 80 })).toBe(
      '0 0.100000 0.250000 0.400000 0.250000 0.400000 0.750000 0.100000 0.750000'
    )
  })

  it('gives masks back pixel for pixel, with holes and pieces', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), (bitmap) => {
        const shape = maskShape(maskFromBitmap(bitmap))
        const line = yoloSegmentLine(1, shape, bitmap)
        if (line === undefined) expect(bitmap.data.includes(1)).toBe(false)
        else {
          for (const value of numbersOf(line)) expect(value >= 0 && value <= 1).toBe(true)
          const { classIndex, shape: back } = parseYoloLine(line, bitmap)
          expect(classIndex).toBe(1)
          expect(shapeIou(back, shape, bitmap)).toBe(1)
        }
      }),
      { numRuns: 500 }
    )
  })

  it('gives large masks back too', () => {
    const size = { width: 1999, height: 1501 }
    const ring = disc(900, 700, 600, 200, size.width, size.height)
    const line = yoloSegmentLine(0, ring, size) ?? ''
    expect(shapeIou(parseYoloLine(line, size).shape, ring, size)).toBe(1)
  })

  it('gives polygons back, also where their parts overlap', () => {
    const size = { width: 40, height: 30 }
    const point = fc.record({
      x: fc.double({ min: -5, max: 45, noNaN: true }),
      y: fc.double({ min: -5, max: 35, noNaN: true })
    })
    const ring = fc.array(point, { minLength: 3, maxLength: 6 })
    const parts = fc.array(
      ring.map((outer) => ({ outer, holes: [] })),
      { minLength: 1, maxLength: 3 }
    )
    fc.assert(
      fc.property(parts, (list) => {
        const shape = clampShape({ kind: 'polygon', parts: list }, size)
        const line = shape && yoloSegmentLine(0, shape, size)
        if (!shape || line === undefined) return
        for (const value of numbersOf(line)) expect(value >= 0 && value <= 1).toBe(true)
        // A millionth of the side may decide over a centre on the line, which counts in slivers only.
        if (rleArea(shapeToRle(shape, size)) < 20) return
        expect(shapeIou(parseYoloLine(line, size).shape, shape, size)).toBeGreaterThan(0.95)
      }),
      { numRuns: 300 }
    )
  })

  it('drops what has no extent', () => {
    const size = { width: 100, height: 100 }
    const flat: Shape = {
      kind: 'polygon',
      parts: [{ outer: [5, 10, 20].map((x) => ({ x, y: 7 })), holes: [] }]
    }
    expect(yoloSegmentLine(0, flat, size)).toBeUndefined()
    expect(yoloSegmentLine(0, maskShape({ ...size, counts: '`h9' }), size)).toBeUndefined()
  })
})

describe('parseYolo', () => {
  it('reads lines of both kinds and skips empty ones', () => {
    const found = parseYolo('0 0.5 0.5 0.2 0.4\r\n\n3 0 0 1 0 1 1\n', { width: 10, height: 20 })
    expect(found.map(({ classIndex }) => classIndex)).toEqual([0, 3])
    expect(found[0]?.shape).toEqual({ kind: 'rect', x: 4, y: 6, width: 2, height: 8 })
    expect(found[1]?.shape).toEqual({
      kind: 'polygon',
      parts: [
        {
          outer: [
            { x: 0, y: 0 },
            { x: 10, y: 0 },
            { x: 10, y: 20 }
          ],
          holes: []
        }
      ]
    })
  })

  it.each([
    '0 0.5 0.5 0.2',
    '0 0.5 0.5 0.2 1.1',
    '-1 0 0 1 1',
    '1.5 0 0 1 1',
    'cat 0 0 1 1',
    '0 0 0 1 1 1',
    '0'
  ])('refuses %j', (line) => {
    expect(() => parseYoloLine(line, { width: 10, height: 10 })).toThrow(RangeError)
  })
})
