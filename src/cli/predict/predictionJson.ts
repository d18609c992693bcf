import { type Rle } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import type { Prediction, SetImageTimings } from '../../engine/prompt/predictor'
import type { SegmentedImage } from '../../library/segmenter'
import { toColumnMajor } from '@shared/mask/columnMajor'
import { rleBounds, rleArea } from '@shared/mask/measure'

/** One mask in the output of `predict --json`. */
export interface MaskJson {
  /** Index of the object, in the order of the prompts, from 0. */
  readonly object: number
  /** 0 = the single-mask token, 1 to 3 the multimask outputs; null for a whole-image segmentation. */
  readonly index: number | null
  /** Predicted IoU. */
  readonly score: number
  /** Left, top, width, height in image pixels. */
  readonly bbox: readonly [number, number, number, number]
  /** Object pixels. */
  readonly area: number
  /** Compressed COCO RLE; `size` is height, width. */
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string }
}

/** The output of `predict --json` for one image. */
export interface PredictionJson {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly model: string
  /** Milliseconds; `predict_ms` is the sum of all objects. */
  readonly timings: { readonly decode_ms: number; readonly encode_ms: number; readonly predict_ms: number }
  readonly masks: readonly MaskJson[]
}

/** The image and the model of a result. */
interface Subject {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly model: string
}

interface PromptedParts extends Subject {
  readonly encoding: SetImageTimings
  /** One per object. */
  readonly predictions: readonly Prediction[]
  /** Outputs all mask candidates instead of the best one. */
  readonly multimask: boolean
}

/** Converts the predictions of an image to the documented JSON. */
export function predictionJson({
  encoding,
  predictions,
  multimask,
  ...subject
}: PromptedParts): PredictionJson {
  const masks = predictions.flatMap((prediction, object) => {
    const indices = multimask ? prediction.scores.map((_, index) => index) : [prediction.selected]
    return indices.map((index) =>
      maskJson({ object, index, score: prediction.scores[index] ?? 0 }, prediction.mask(index))
    )
  })
  const timings = {
    decode_ms: round(encoding.decode_ms),
    encode_ms: round(encoding.preprocess_ms + encoding.encode_ms),
    predict_ms: round(predictions.reduce((sum, { predict_ms }) => sum + predict_ms, 0))
  }
  return { ...subject, timings, masks }
}

/** Converts a whole-image segmentation to the same JSON. */
export function wholeImageJson(image: string, model: string, segmented: SegmentedImage): PredictionJson {
  const { width, height, proposals, timings } = segmented
  return {
    ...{ image, width, height, model },
    timings: {
      decode_ms: 0,
      encode_ms: round(timings.encode_ms),
      predict_ms: round(timings.total_ms - timings.encode_ms)
    },
    masks: proposals.map(({ rle, predictedIou }, object) =>
      maskJson({ object, index: null, score: predictedIou }, rle)
    )
  }
}

function maskJson(about: Pick<MaskJson, 'object' | 'index' | 'score'>, mask: Rle): MaskJson {
  const box = rleBounds(mask)
  return {
    ...about,
    bbox: box ? [box.x, box.y, box.width, box.height] : [0, 0, 0, 0],
    area: rleArea(mask),
    segmentation: {
      size: [mask.height, mask.width],
      counts: countsToString(toColumnMajor(mask).counts)
    }
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
