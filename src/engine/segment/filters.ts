import { isNearCropEdge, uncropBox, type CornerBox } from '@shared/segment/cornerBox'
import type { EverythingParams } from '@shared/segment/params'
import { type Rle } from '@shared/mask/rle'
import type { ModelSpace } from '../prompt/modelSpace'
import type { MaskUpsampler, SizedMask } from '../prompt/postprocess'
import type { AreaCounter } from './areaCounter'
import { uncropMask, type CropFrame } from './cropFrame'
import type { PointMask } from './pointDecoder'
import { rleBounds } from '@shared/mask/measure'
import { LOW_RES } from '../prompt/lowRes'

/** Which thresholds a single mask has to pass. */
export type FilterParams = Pick<
  EverythingParams,
  'predIouThresh' | 'stabilityScoreThresh' | 'stabilityScoreOffset'
>

/** A mask that passed the filters, in the image's coordinates. */
export interface Candidate {
  /** Which of the point's masks: 0 to 2. */
  readonly mask: number
  readonly predictedIou: number
  readonly stability: number
  /** First and last column and row, as the official code has it; all 0 for an empty mask. */
  readonly box: CornerBox
  readonly rle: Rle
  /** Object pixels. */
  readonly area: number
}

/** The crop that is being segmented. */
export interface CropContext {
  readonly frame: CropFrame
  readonly space: ModelSpace
  readonly upsample: MaskUpsampler
  readonly counter: AreaCounter
}

/** The predicted IoU that a mask must exceed; below anything when the filter is off, as in the official code. */
export function iouThreshold({ predIouThresh }: FilterParams): number {
  return predIouThresh > 0 ? predIouThresh : Number.NEGATIVE_INFINITY
}

/**
 * The filters of the official `_process_batch` on one mask, in its order: stability, then the box and the crop's edge.
 * (The predicted IoU was asked for before the mask was made.)
 * @param early give up masks at 256 × 256 that are far from stable; the result is the same.
 */
export function filterMask(
  { index, logits }: PointMask,
  predictedIou: number,
  params: FilterParams,
  { frame, space, upsample, counter }: CropContext,
  early: boolean
): Candidate | undefined {
  const { stabilityScoreThresh: threshold, stabilityScoreOffset: offset } = params
  if (early && threshold > 0 && isSurelyUnstable(logits, offset, threshold, space)) return undefined
  const stability = stabilityScore(logits, offset, counter)
  if (threshold > 0 && !(stability >= threshold)) return undefined
  const mask = upsample(logits)
  const box = uncropBox(lastPixelBox(mask), frame.crop)
  const { image } = frame
  if (isNearCropEdge(box, frame.crop, [0, 0, image.width, image.height])) return undefined
  const { area, ...rle } = uncropMask(mask, frame)
  return { mask: index, predictedIou, stability, box, rle, area }
}

/** The official `batched_mask_to_box`: first and last column and row. */
function lastPixelBox(mask: SizedMask): CornerBox {
  const box = rleBounds(mask)
  return box ? [box.x, box.y, box.x + box.width - 1, box.y + box.height - 1] : [0, 0, 0, 0]
}

/**
 * The official stability score at the image's resolution: how many pixels lie above the offset, as a fraction of those
 * above minus the offset. Not a number for a mask that is empty at both.
 */
export function stabilityScore(logits: Float32Array, offset: number, counter: AreaCounter): number {
  const { low, high } = counter.count(logits, -offset, offset)
  return high / low
}

/**
 * Whether a mask is so unstable at 256 × 256 that its score at the image's resolution is surely below the threshold.
 * The two scores differ by what the border samples become when they are enlarged, which matters the more the smaller
 * the mask is; on photographs the difference stayed below half of the margin.
 */
export function isSurelyUnstable(
  logits: Float32Array,
  offset: number,
  threshold: number,
  space: ModelSpace
): boolean {
  const scale = LOW_RES / space.inputSize
  const width = Math.ceil(space.width * scale)
  const height = Math.ceil(space.height * scale)
  let inner = 0
  let outer = 0
  for (let y = 0; y < height; y++) {
    for (let i = y * LOW_RES; i < y * LOW_RES + width; i++) {
      const logit = logits[i] ?? 0
      if (logit > -offset) {
        outer++
        if (logit > offset) inner++
      }
    }
  }
  return outer > 0 && inner / outer < threshold - stabilityMargin(outer, threshold)
}

/** The score's possible error at 256 × 256 for a mask of so many samples. */
function stabilityMargin(samples: number, threshold: number): number {
  return 0.02 + 6 * Math.sqrt(Math.max(0.01, 1 - threshold) / samples)
}
