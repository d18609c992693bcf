import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clampToImage,
  fitCamera,
  imagePoint,
  toImage,
  toView,
  viewPoint,
  zoomAt,
  type Camera
} from './spaces'

const number = fc.double({ min: -2000, max: 2000, noNaN: true })
const camera: fc.Arbitrary<Camera> = fc.record({
  zoom: fc.double({ min: 0.01, max: 64, noNaN: true }),
  offsetX: number,
  offsetY: number
})

describe('camera', () => {
  it('goes to the view and back', () => {
    fc.assert(
      fc.property(camera, number, number, (view, x, y) => {
        const back = toImage(view, toView(view, imagePoint(x, y)))
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6)
      })
    )
  })

  it('keeps the point under the pointer while zooming', () => {
    fc.assert(
      fc.property(
        camera,
        number,
        number,
        fc.double({ min: 0.01, max: 64, noNaN: true }),
        (view, x, y, zoom) => {
          const anchor = viewPoint(x, y)
          const before = toImage(view, anchor)
          const after = toImage(zoomAt(view, anchor, zoom), anchor)
          expect(Math.hypot(before.x - after.x, before.y - after.y)).toBeLessThan(
            1e-6 * (1 + Math.hypot(before.x, before.y))
          )
        }
      )
    )
  })

  it('fits the whole image, centred, and enlarges small ones only so far', () => {
    const fit = fitCamera({ width: 1000, height: 500 }, { width: 548, height: 600 })
    expect(fit).toEqual({ zoom: 0.5, offsetX: 24, offsetY: 175 })
    expect(fitCamera({ width: 10, height: 10 }, { width: 1000, height: 1000 }).zoom).toBe(8)
    expect(fitCamera({ width: 10, height: 10 }, { width: 20, height: 20 }).zoom).toBeGreaterThan(0)
  })
})

describe('clampToImage', () => {
  it('brings a point to the nearest one of the image', () => {
    const image = { width: 10, height: 8 }
    expect(clampToImage(imagePoint(-1, 9), image)).toEqual({ x: 0, y: 8 })
    expect(clampToImage(imagePoint(3.5, 2), image)).toEqual({ x: 3.5, y: 2 })
  })
})
