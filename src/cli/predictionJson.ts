import { rleBounds, rleArea, toColumnMajor } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import type { Prediction, SetImageTimings } from '../main/inference/engine/sam/predictor'

/** One mask as `predict --json` prints it. */
export interface MaskJson {
  /** 0 = the single-mask token, 1 to 3 the others. */
  readonly index: number
  /** Predicted IoU. */
  readonly score: number
  /** Left, top, width, height in image pixels. */
  readonly bbox: readonly [number, number, number, number]
  /** Object pixels. */
  readonly area: number
  /** Compressed COCO RLE; `size` is height, width. */
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string }
}

/** What `predict --json` prints for an image. */
export interface PredictionJson {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly model: string
  readonly timings: { readonly decode_ms: number; readonly encode_ms: number; readonly predict_ms: number }
  readonly masks: readonly MaskJson[]
}

interface Parts {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly model: string
  readonly encoding: SetImageTimings
  readonly prediction: Prediction
  /** Which of the masks are wanted. */
  readonly indices: readonly number[]
}

/** Brings a prediction into its documented form. */
export function predictionJson({
  image,
  width,
  height,
  model,
  encoding,
  prediction,
  indices
}: Parts): PredictionJson {
  const masks = indices.map((index): MaskJson => {
    const mask = prediction.mask(index)
    const box = rleBounds(mask)
    return {
      index,
      score: prediction.scores[index] ?? 0,
      bbox: box ? [box.x, box.y, box.width, box.height] : [0, 0, 0, 0],
      area: rleArea(mask),
      segmentation: { size: [height, width], counts: countsToString(toColumnMajor(mask).counts) }
    }
  })
  const timings = {
    decode_ms: round(encoding.decode_ms),
    encode_ms: round(encoding.preprocess_ms + encoding.encode_ms),
    predict_ms: round(prediction.predict_ms)
  }
  return { image, width, height, model, timings, masks }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
