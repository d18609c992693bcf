import { describe, expect, it } from 'vitest'
import { defaultEverythingParams, everythingRanges, presetParams, type EverythingNumber } from './params'
import { everythingProblems, EverythingParamsError, resolveEverythingParams } from './validate'

describe('the settings of whole-image segmentation', () => {
  it('are those of the official code by default', () => {
    expect(resolveEverythingParams()).toEqual(defaultEverythingParams)
    expect(resolveEverythingParams({ predIouThresh: undefined })).toEqual(defaultEverythingParams)
  })

  it('take Ultralytics’ name for the points along a side', () => {
    expect(resolveEverythingParams({ pointsStride: 20 }).pointsPerSide).toBe(20)
    expect(resolveEverythingParams({ pointsStride: 20 })).not.toHaveProperty('pointsStride')
  })

  it.each(Object.keys(everythingRanges) as EverythingNumber[])('name the range of %s', (param) => {
    const { min, max } = everythingRanges[param]
    for (const value of [min - 0.5, max + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const [problem] = everythingProblems({ [param]: value })
      expect(problem).toMatchObject({ param, code: 'range', min, max })
      expect(problem?.message).toContain(`from ${min} to ${max}`)
    }
    for (const value of [min, max]) expect(everythingProblems({ [param]: value })).toEqual([])
  })

  it('ask for whole numbers where only they make sense', () => {
    expect(everythingProblems({ pointsPerSide: 2.5 })).toMatchObject([{ code: 'whole', value: 2.5 }])
    expect(everythingProblems({ boxNmsThresh: 0.25 })).toEqual([])
  })

  it('refuse what contradicts each other', () => {
    const clashes = [
      { pointsStride: 8, pointsPerSide: 8 },
      { pointsStride: 8, pointGrids: [[{ x: 0.5, y: 0.5 }]] },
      { pointsPerSide: 8, pointGrids: [[{ x: 0.5, y: 0.5 }]] }
    ]
    for (const input of clashes) expect(everythingProblems(input)).toMatchObject([{ code: 'contradiction' }])
  })

  it('check own point grids', () => {
    const middle = { x: 0.5, y: 0.5 }
    expect(everythingProblems({ pointGrids: [[middle]] })).toEqual([])
    expect(everythingProblems({ pointGrids: [[middle]], cropNLayers: 1 })).toMatchObject([{ code: 'grids' }])
    expect(everythingProblems({ pointGrids: [[]] })).toMatchObject([{ code: 'grids' }])
    expect(everythingProblems({ pointGrids: [[{ x: 1.5, y: 0 }]] })[0]?.message).toContain('1.5,0')
  })

  it('refuse a downscale factor that leaves a layer without points', () => {
    const input = { pointsPerSide: 8, cropNLayers: 2, cropNPointsDownscaleFactor: 4 }
    expect(everythingProblems(input)).toMatchObject([{ code: 'no-points' }])
    expect(everythingProblems({ ...input, cropNLayers: 1 })).toEqual([])
  })

  it('tell everything that is wrong at once', () => {
    const wrong = { pointsPerSide: 0, predIouThresh: 2 }
    expect(() => resolveEverythingParams(wrong)).toThrow(EverythingParamsError)
    expect(() => resolveEverythingParams(wrong)).toThrow(/pointsPerSide is 0.*; predIouThresh is 2/)
  })

  it('have presets that can be used', () => {
    expect(presetParams('coarse').pointsPerSide).toBe(16)
    expect(presetParams('standard')).toEqual(defaultEverythingParams)
    expect(presetParams('fine')).toMatchObject({ pointsPerSide: 64, cropNLayers: 1 })
    for (const preset of ['coarse', 'standard', 'fine'] as const) {
      expect(everythingProblems(presetParams(preset))).toEqual([])
    }
  })
})
