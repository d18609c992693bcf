import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stampDisc, strokeCapsule } from './brush'
import { emptyBitmap, type Bitmap } from './rle'

const size = { width: 23, height: 17 }
const coordinate = fc.double({ min: -6, max: 28, noNaN: true })
const point = fc.record({ x: coordinate, y: coordinate })
const radius = fc.double({ min: 0.1, max: 9, noNaN: true })

/** Distance from a point to a segment, written out. */
function distance(px: number, py: number, a: { x: number; y: number }, b: { x: number; y: number }): number {
  const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
  const t = length2 === 0 ? 0 : ((px - a.x) * (b.x - a.x) + (py - a.y) * (b.y - a.y)) / length2
  const c = Math.min(1, Math.max(0, t))
  return Math.hypot(px - a.x - c * (b.x - a.x), py - a.y - c * (b.y - a.y))
}

function filled(value: number): Bitmap {
  const bitmap = emptyBitmap(size.width, size.height)
  bitmap.data.fill(value)
  return bitmap
}

describe('strokeCapsule', () => {
  it('covers the pixels whose centres are within the radius of the way', () => {
    fc.assert(
      fc.property(point, point, radius, fc.constantFrom(0, 1), (a, b, r, value) => {
        const bitmap = filled(1 - value)
        strokeCapsule(bitmap, a, b, r, value)
        for (let y = 0; y < size.height; y++) {
          for (let x = 0; x < size.width; x++) {
            const d = distance(x + 0.5, y + 0.5, a, b) - Math.max(r, Math.SQRT1_2)
            if (Math.abs(d) > 1e-9) expect(bitmap.data[y * size.width + x] === value).toBe(d < 0)
          }
        }
      })
    )
  })

  it('reports exactly the box in which pixels changed', () => {
    fc.assert(
      fc.property(point, point, point, radius, (a, b, c, r) => {
        const bitmap = filled(0)
        strokeCapsule(bitmap, a, b, r, 1)
        const before = bitmap.data.slice()
        const box = strokeCapsule(bitmap, b, c, r, 1)
        const changed = [...before.keys()].filter((i) => before[i] !== bitmap.data[i])
        const xs = changed.map((i) => i % size.width)
        const ys = changed.map((i) => Math.floor(i / size.width))
        if (changed.length === 0) expect(box).toBeUndefined()
        else {
          const x = Math.min(...xs)
          const y = Math.min(...ys)
          expect(box).toEqual({ x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 })
        }
      })
    )
  })

  it('paints at least the pixel under the brush, however small', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 16.99, noNaN: true }), (at) => {
        const bitmap = filled(0)
        stampDisc(bitmap, { x: at, y: at }, 0.01, 1)
        expect(bitmap.data[Math.floor(at) * size.width + Math.floor(at)]).toBe(1)
      })
    )
  })
})
