import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rleFromMask } from '../mask/maskData'
import type { Shape } from '../schema/shape'
import { coverageBy, coveringMask, type CoveringMask } from './coverage'
import { CoverageIndex } from './coverageIndex'
import { box, poolMask, size } from './testing/poolMasks'
import { intersectionArea, rleIou } from '../mask/measure'

const rect = (x: number, y: number, width: number, height: number): Shape => ({
  kind: 'rect',
  x,
  y,
  width,
  height
})
const objectOf = (shape: Shape): CoveringMask => {
  const object = coveringMask(shape, size)
  if (!object) throw new Error('The object has no pixels')
  return object
}
const boxes = fc
  .tuple(fc.nat(size.width - 2), fc.nat(size.height - 2), fc.nat(30), fc.nat(20))
  .map(([x, y, width, height]) =>
    box(x, y, Math.min(size.width - x, width + 1), Math.min(size.height - y, height + 1))
  )

describe('coverageBy', () => {
  const proposal = poolMask('p', [box(10, 10, 10, 10)])

  it.each([
    ['the same pixels', rect(10, 10, 10, 10), 'adopted'],
    ['IoU 0.9', rect(10, 10, 10, 9), 'adopted'],
    ['IoU 0.8', rect(10, 10, 10, 8), 'covered'],
    ['IoU 0.5', rect(10, 10, 10, 5), 'covered'],
    ['IoU 0.4', rect(10, 10, 10, 4), 'free'],
    ['85 % of it in a much larger object', rect(0, 0, 40, 18.5), 'free'],
    ['90 % of it in a much larger object', rect(0, 0, 40, 19), 'covered'],
    ['far away', rect(25, 0, 10, 10), 'free'],
    ['beside it', rect(20, 10, 10, 10), 'free']
  ])('%s', (_, shape, expected) => {
    expect(coverageBy(objectOf(shape), proposal)).toBe(expected)
  })

  it('agrees with IoU and part of whole masks, whatever the boxes say', () => {
    fc.assert(
      fc.property(
        fc.array(boxes, { minLength: 1, maxLength: 3 }),
        fc.array(boxes, { minLength: 1, maxLength: 3 }),
        (a, b) => {
          const offered = poolMask('a', a)
          const shape = { kind: 'mask' as const, ...poolMask('b', b).mask }
          const one = rleFromMask(offered.mask)
          const other = rleFromMask(shape)
          const iou = rleIou(one, other)
          const part = intersectionArea(one, other) / offered.area
          const expected = iou >= 0.9 ? 'adopted' : iou >= 0.5 || part >= 0.85 ? 'covered' : 'free'
          expect(coverageBy(objectOf(shape), offered)).toBe(expected)
        }
      )
    )
  })

  it('is free of an object outside of the image', () => {
    expect(coveringMask(rect(100, 100, 5, 5), size)).toBeNull()
  })
})

describe('CoverageIndex', () => {
  const left = poolMask('left', [box(0, 0, 10, 10)])
  const inside = poolMask('inside', [box(2, 2, 3, 3)])
  const right = poolMask('right', [box(25, 0, 10, 10)])
  const proposals = [left, inside, right]

  it('tells what all objects together cover, and forgets those that are gone', () => {
    const index = new CoverageIndex()
    const object = rect(0, 0, 10, 10)
    expect([...index.update(proposals, [object], size)]).toEqual([
      ['inside', 'covered'],
      ['left', 'adopted']
    ])
    expect(index.update(proposals, [object, rect(25, 0, 10, 10)], size).get('right')).toBe('adopted')
    expect(index.update(proposals, [], size).size).toBe(0)
  })

  it('adopted wins over covered, in either order', () => {
    const small = rect(0, 0, 10, 10)
    const large = rect(0, 0, 20, 20)
    for (const shapes of [
      [small, large],
      [large, small]
    ])
      expect(new CoverageIndex().update(proposals, shapes, size).get('left')).toBe('adopted')
  })

  it('looks at proposals that came later too', () => {
    const index = new CoverageIndex()
    const object = rect(25, 0, 10, 10)
    index.update([left], [object], size)
    expect(index.update(proposals, [object], size).get('right')).toBe('adopted')
  })
})
