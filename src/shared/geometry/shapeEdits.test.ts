import { describe, expect, it } from 'vitest'
import { maskArea, maskFromPatch, maskShape } from '../mask/maskData'
import { patchOf } from '../mask/testing/patches'
import type { MaskShape, Shape } from '../schema/shape'
import { shapeAs, piecesOfShape, withoutHoles, cutShape, uniteShapes, carryShape } from './shapeEdits'
const image = { width: 8, height: 6 }
const mask = (...rows: string[]): MaskShape => maskShape(maskFromPatch(patchOf(...rows), image))
const rect = (x: number, y: number, width: number, height: number): Shape => ({
  kind: 'rect',
  x,
  y,
  width,
  height
})
const square = (x: number, y: number, side: number): { x: number; y: number }[] => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side }
]
const areaOf = (shape: Shape | undefined): number => (shape?.kind === 'mask' ? maskArea(shape) : -1)

describe('uniteShapes', () => {
  it('has the pixels of all, whatever they are', () => {
    const united = uniteShapes([rect(0, 0, 2, 2), mask('.##', '.##'), rect(5, 5, 0.1, 0.1)], image)
    expect(united).toEqual(mask('###', '###'))
    expect(uniteShapes([rect(5, 5, 0.1, 0.1)], image)).toBeUndefined()
  })
})

describe('cutShape', () => {
  it('takes away what others cover, but never all', () => {
    const whole = rect(0, 0, 4, 2)
    expect(cutShape(whole, [rect(2, 0, 5, 5), rect(0, 4, 1, 1)], image)).toEqual(mask('##', '##'))
    expect(cutShape(whole, [rect(0, 0, 8, 6)], image)).toBe(whole)
    expect(cutShape(whole, [rect(6, 4, 1, 1)], image)).toBe(whole)
    const ring = mask('###', '#.#', '###')
    expect(cutShape(ring, [rect(1, 1, 1, 1)], image)).toBe(ring)
  })
})

describe('piecesOfShape', () => {
  it('gives the pieces, the largest first', () => {
    expect(piecesOfShape(mask('#..', '..#', '..#')).map(areaOf)).toEqual([2, 1])
    const polygon: Shape = {
      kind: 'polygon',
      parts: [
        { outer: square(0, 0, 1), holes: [] },
        { outer: square(3, 3, 2), holes: [square(3.5, 3.5, 1)] }
      ]
    }
    expect(piecesOfShape(polygon)).toEqual([
      { kind: 'polygon', parts: [polygon.parts[1]] },
      { kind: 'polygon', parts: [polygon.parts[0]] }
    ])
  })

  it('gives what is one piece back', () => {
    for (const shape of [rect(0, 0, 1, 1), mask('#.', '.#')]) expect(piecesOfShape(shape)).toEqual([shape])
  })
})

describe('withoutHoles', () => {
  it('fills holes of masks and polygons', () => {
    expect(withoutHoles(mask('###', '#.#', '###'))).toEqual(mask('###', '###', '###'))
    const outer = square(0, 0, 4)
    const holed: Shape = { kind: 'polygon', parts: [{ outer, holes: [square(1, 1, 1)] }] }
    expect(withoutHoles(holed)).toEqual({ kind: 'polygon', parts: [{ outer, holes: [] }] })
  })

  it('gives what has none back', () => {
    const open = mask('###', '#.#')
    expect(withoutHoles(open)).toBe(open)
    const box = rect(0, 0, 1, 1)
    expect(withoutHoles(box)).toBe(box)
  })
})

describe('shapeAs', () => {
  it('turns masks into polygons and back, pixel for pixel where they are small', () => {
    const before = mask('####', '####', '##..')
    const polygon = shapeAs('polygon', before, image)
    expect(polygon.kind).toBe('polygon')
    expect(shapeAs('mask', polygon, image)).toEqual(before)
    expect(shapeAs('rect', before, image)).toEqual(rect(0, 0, 4, 3))
    expect(shapeAs('polygon', rect(0, 0, 2, 2), image)).toEqual({
      kind: 'polygon',
      parts: [{ outer: square(0, 0, 2), holes: [] }]
    })
  })

  it('leaves what has the form, or would vanish', () => {
    const tiny = rect(1.6, 1.6, 0.1, 0.1)
    expect(shapeAs('mask', tiny, image)).toBe(tiny)
    expect(shapeAs('rect', tiny, image)).toBe(tiny)
  })
})

describe('carryShape', () => {
  const small = { width: 3, height: 2 }

  it('cuts off what lies outside of the other image', () => {
    expect(carryShape(mask('####', '####', '####'), small)).toEqual(
      maskShape(maskFromPatch(patchOf('###', '###'), small))
    )
    expect(carryShape(rect(1, 1, 4, 4), small)).toEqual(rect(1, 1, 2, 1))
    expect(carryShape(mask('....#'), small)).toBeUndefined()
    expect(carryShape(rect(4, 4, 1, 1), small)).toBeUndefined()
  })

  it('keeps what fits as it is', () => {
    const shape = mask('##')
    expect(carryShape(shape, image)).toBe(shape)
  })
})
