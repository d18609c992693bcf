import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultEverythingParams, presetParams } from './params'
import { buildPointGrid, countPoints, layerPoints } from './pointGrid'

it('lays points over the unit square, row by row, half a step from the border', () => {
  expect(buildPointGrid(1)).toEqual([{ x: 0.5, y: 0.5 }])
  expect(buildPointGrid(2)).toEqual([
    { x: 0.25, y: 0.25 },
    { x: 0.75, y: 0.25 },
    { x: 0.25, y: 0.75 },
    { x: 0.75, y: 0.75 }
  ])
})

it('is even and symmetric', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 24 }), (side) => {
      const points = buildPointGrid(side)
      expect(points).toHaveLength(side * side)
      points.forEach(({ x, y }, i) => {
        expect(x).toBeCloseTo(((i % side) + 0.5) / side, 12)
        expect(y).toBeCloseTo((Math.floor(i / side) + 0.5) / side, 12)
      })
    }),
    { numRuns: 25 }
  )
})

it('divides the points of deeper layers, rounding down', () => {
  const params = {
    ...defaultEverythingParams,
    pointsPerSide: 9,
    cropNLayers: 2,
    cropNPointsDownscaleFactor: 2
  }
  expect([0, 1, 2].map((layer) => layerPoints(params, layer).length)).toEqual([81, 16, 4])
  expect(countPoints(params)).toBe(81 + 4 * 16 + 16 * 4)
})

it('takes own points as they are', () => {
  const own = [[{ x: 0.1, y: 0.2 }], [{ x: 0.5, y: 0.5 }]]
  const params = { ...defaultEverythingParams, pointGrids: own, cropNLayers: 1 }
  expect(layerPoints(params, 1)).toEqual(own[1])
  expect(countPoints(params)).toBe(5)
})

it('counts the decodes of the presets', () => {
  expect(countPoints(presetParams('coarse'))).toBe(256)
  expect(countPoints(presetParams('standard'))).toBe(1024)
  expect(countPoints(presetParams('fine'))).toBe(64 * 64 + 4 * 32 * 32)
})
