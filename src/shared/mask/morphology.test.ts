import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dilate, erode, squaredDistances } from './morphology'
import { patchToRle } from './patch'
import { patchArbitrary } from './testing/patches'

const image = { width: 22, height: 22 }
const radius = fc.constantFrom(0, 1, 1.5, 2, 3.7, 30)

describe('squaredDistances', () => {
  it('equals the search over all pixels', () => {
    fc.assert(
      fc.property(patchArbitrary(9), fc.constantFrom(0, 1), (patch, value) => {
        const distances = squaredDistances(patch, value)
        distances.forEach((found, at) => {
          let nearest = Infinity
          patch.data.forEach((other, i) => {
            const dx = (i % patch.width) - (at % patch.width)
            const dy = Math.floor(i / patch.width) - Math.floor(at / patch.width)
            if (other === value) nearest = Math.min(nearest, dx * dx + dy * dy)
          })
          expect(found).toBe(nearest)
        })
      })
    )
  })
})

describe('dilate and erode', () => {
  it('are the same operation on object and background', () => {
    fc.assert(
      fc.property(patchArbitrary(9), radius, (patch, r) => {
        const whole = { x: 0, y: 0, ...image, data: new Uint8Array(image.width * image.height) }
        for (let y = 0; y < patch.height; y++) {
          const row = patch.data.subarray(y * patch.width, (y + 1) * patch.width)
          whole.data.set(row, (patch.y + y) * image.width + patch.x)
        }
        const inverse = { ...whole, data: whole.data.map((v) => 1 - v) }
        const eroded = erode(inverse, r, image)
        const dilated = { ...eroded, data: eroded.data.map((v) => 1 - v) }
        expect(patchToRle(dilate(patch, r, image), image)).toEqual(patchToRle(dilated, image))
      })
    )
  })

  it('adds the four neighbours of a pixel at radius 1', () => {
    const dot = { x: 3, y: 0, width: 1, height: 1, data: Uint8Array.of(1) }
    expect(dilate(dot, 1, image)).toEqual({
      x: 2,
      y: 0,
      width: 3,
      height: 2,
      data: Uint8Array.of(1, 1, 1, 0, 1, 0)
    })
  })
})
