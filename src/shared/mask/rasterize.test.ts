import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonContains } from '../geometry/polygon'
import type { PolygonPart, Shape } from '../schema/shape'
import { maskFromBitmap, maskShape } from './maskData'
import { fillEvenOdd, rasterizePolygon, shapeToRle } from './rasterize'
import { decodeRle, emptyBitmap } from './rle'
import { rowsOf } from './testing/patches'

const size = { width: 12, height: 9 }
const point = fc.record({
  x: fc.double({ min: -5, max: 17, noNaN: true }),
  y: fc.double({ min: -5, max: 14, noNaN: true })
})
const ring = fc.array(point, { minLength: 3, maxLength: 8 })
const parts: fc.Arbitrary<PolygonPart[]> = fc.array(
  fc.record({ outer: ring, holes: fc.array(ring, { maxLength: 2 }) }),
  { minLength: 1, maxLength: 3 }
)
const rows = (shape: Shape): string[] => rowsOf(decodeRle(shapeToRle(shape, size)))
const square = (x: number, y: number, side: number): PolygonPart['outer'] => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side }
]

describe('shapeToRle', () => {
  it('covers the pixels whose centres lie inside, whatever the polygon', () => {
    fc.assert(
      fc.property(parts, (polygon) => {
        const { data } = decodeRle(shapeToRle({ kind: 'polygon', parts: polygon }, size))
        for (let y = 0; y < size.height; y++) {
          for (let x = 0; x < size.width; x++) {
            const [inside, near] = [-1e-9, 1e-9].map((by) =>
              polygonContains(polygon, { x: x + 0.5 + by, y: y + 0.5 })
            )
            // A centre on the line itself falls to either side.
            if (inside === near) expect(data[y * size.width + x]).toBe(inside ? 1 : 0)
          }
        }
      }),
      { numRuns: 400 }
    )
  })

  it('leaves holes open and unites parts', () => {
    const shape: Shape = {
      kind: 'polygon',
      parts: [
        { outer: square(0, 0, 5), holes: [square(1, 1, 3)] },
        { outer: square(2, 2, 1), holes: [] },
        { outer: square(4, 4, 2), holes: [] }
      ]
    }
    expect(rows(shape).slice(0, 7)).toEqual([
      '#####.......',
      '#...#.......',
      '#.#.#.......',
      '#...#.......',
      '######......',
      '....##......',
      '............'
    ])
  })

  it('cuts rectangles off at the image', () => {
    expect(rows({ kind: 'rect', x: -3, y: 7.5, width: 5, height: 40 }).slice(6)).toEqual([
      '............',
      '##..........',
      '##..........'
    ])
    expect(rows({ kind: 'rect', x: 50, y: 50, width: 5, height: 5 }).join('')).not.toContain('#')
  })

  it('tiles the plane: of two shapes that share an edge each pixel belongs to exactly one', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const frame = square(-20, -20, 60)
        const patch = { x: 0, y: 0, ...size, data: emptyBitmap(size.width, size.height).data }
        const other = { ...patch, data: patch.data.slice() }
        fillEvenOdd(patch, [[a, b, c]])
        fillEvenOdd(other, [frame, [c, b, a]])
        patch.data.forEach((value, i) => expect(other.data[i]).toBe(1 - value))
      })
    )
  })

  it('gives masks back, and refuses those of another size', () => {
    const bitmap = emptyBitmap(size.width, size.height)
    bitmap.data[17] = 1
    const shape = maskShape(maskFromBitmap(bitmap))
    expect(decodeRle(shapeToRle(shape, size))).toEqual(bitmap)
    expect(() => shapeToRle(shape, { width: 9, height: 12 })).toThrow(RangeError)
  })
})

describe('rasterizePolygon', () => {
  it('needs no more than the pixels around the polygon', () => {
    const patch = rasterizePolygon([{ outer: square(2.2, 3.4, 2), holes: [] }], size)
    expect(patch).toMatchObject({ x: 2, y: 3, width: 3, height: 3 })
    expect(rowsOf(patch)).toEqual(['##.', '##.', '...'])
  })
})
