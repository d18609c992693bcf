import { describe, expect, it } from 'vitest'
import { defaultEverythingParams } from '@shared/segment/params'
import { UsageError } from '../exits'
import { officialNames, optionName, parseSettings, settingOptions } from './settings'

describe('the options of `everything`', () => {
  it('are named after the official arguments', () => {
    expect(settingOptions.map(([setting]) => optionName(setting))).toEqual(
      expect.arrayContaining([
        '--points-per-side',
        '--points-stride',
        '--pred-iou-thresh',
        '--stability-score-thresh',
        '--stability-score-offset',
        '--box-nms-thresh',
        '--crop-n-layers',
        '--crop-nms-thresh',
        '--crop-overlap-ratio',
        '--crop-n-points-downscale-factor',
        '--min-mask-region-area'
      ])
    )
  })

  it('become settings', () => {
    expect(parseSettings({})).toEqual(defaultEverythingParams)
    expect(parseSettings({ pointsPerSide: '16', predIouThresh: '0.7' })).toMatchObject({
      pointsPerSide: 16,
      predIouThresh: 0.7
    })
    expect(parseSettings({ pointsStride: '8' }).pointsPerSide).toBe(8)
  })

  it.each([
    [{ pointsPerSide: '0' }, '--points-per-side is 0, but must be an integer from 1 to 256'],
    [{ predIouThresh: '-1' }, '--pred-iou-thresh is -1, but must be a number from 0 to 1'],
    [{ pointsPerSide: 'many' }, '--points-per-side is NaN'],
    [
      { pointsStride: '8', pointsPerSide: '8' },
      '--points-stride and --points-per-side are mutually exclusive'
    ]
  ])('are refused by name: %o', (options, message) => {
    expect(() => parseSettings(options)).toThrow(UsageError)
    expect(() => parseSettings(options)).toThrow(message)
  })

  it('are written under their official names', () => {
    expect(officialNames(defaultEverythingParams)).toMatchObject({ points_per_side: 32, crop_n_layers: 0 })
  })
})
