import { expect, it } from 'vitest'
import { resolveEverythingParams } from '@shared/segment/validate'
import { EngineError } from '@shared/engineError'
import type { ImageSegmenter, SegmentOptions } from '../../library/segmenter'
import type { PredictionJson } from './predictionJson'
import { segmentWholeImages } from './wholeImages'

const timings = {
  ...{ total_ms: 50, encode_ms: 20, prepare_ms: 1, points_ms: 25, nms_ms: 1, first_ms: 30 },
  worker: { workers: 1, masked: 1, masked_ms: 1, unmasked: 0, unmasked_ms: 0, filter_ms: 0 }
}

/** Finds one object in every image but the one called "bad". */
function segmenter(asked: SegmentOptions[]): ImageSegmenter {
  return {
    modelHash: 'x',
    segment: (path, options) => {
      asked.push(options)
      if (path === 'bad')
        return Promise.reject(new EngineError('image-missing', 'bad is missing', { file: 'bad' }))
      // Two of 4 × 3 pixels, from the fifth on, row by row.
      const rle = { width: 4, height: 3, counts: [5, 2, 5] }
      const proposal = {
        ...{ id: 'p', rle, bbox: { x: 1, y: 1, width: 2, height: 1 }, area: 2, predictedIou: 0.9 },
        ...{ stability: 1, point: { x: 1, y: 1 }, cropBox: { x: 0, y: 0, width: 4, height: 3 }, layer: 0 }
      }
      return Promise.resolve({ width: 4, height: 3, proposals: [proposal], decodes: 1, timings } as never)
    },
    close: () => Promise.resolve()
  }
}

it('segments each image with the official settings; one that fails does not stop the rest', async () => {
  const asked: SegmentOptions[] = []
  const results: PredictionJson[] = []
  const errors: string[] = []
  const code = await segmentWholeImages({
    images: ['a', 'bad', 'b'],
    model: 'mobile-sam',
    segmenter: segmenter(asked),
    console: { out: () => undefined, error: (text) => errors.push(text), interactive: false },
    signal: new AbortController().signal,
    report: (result) => Promise.resolve(void results.push(result))
  })
  expect(code).toBe(1)
  expect(errors.filter((text) => text.startsWith('maskwright:'))).toEqual(['maskwright: bad: bad is missing'])
  expect(asked[0]?.params).toEqual(resolveEverythingParams({}))
  expect(results.map(({ image }) => image)).toEqual(['a', 'b'])
  expect(results[0]).toMatchObject({
    ...{ model: 'mobile-sam', width: 4, height: 3 },
    timings: { encode_ms: 20, predict_ms: 30 },
    masks: [
      { object: 0, index: null, score: 0.9, bbox: [1, 1, 2, 1], area: 2, segmentation: { size: [3, 4] } }
    ]
  })
})
