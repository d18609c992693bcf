import { countsToString } from '@shared/mask/rleString'
import type { EverythingParams } from '@shared/segment/params'
import type { Proposal } from '@shared/segment/proposal'
import type { PixelBox } from '@shared/mask/rle'
import type { EverythingStrategy } from '../../engine/segment/messages'
import type { SegmentedImage, SegmentTimings } from '../../library/segmenter'
import { officialNames } from './settings'
import { toColumnMajor } from '@shared/mask/columnMajor'

type FourNumbers = readonly [number, number, number, number]

/** One mask in the JSON output. */
export interface EverythingMaskJson {
  /** Compressed COCO RLE; `size` is height, width. */
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string }
  /** Left, top, width, height in image pixels. */
  readonly bbox: FourNumbers
  /** Object pixels. */
  readonly area: number
  readonly predicted_iou: number
  readonly stability_score: number
  /** The point prompt that produced it: x, y. */
  readonly point: readonly [number, number]
  /** The crop that it was found in: left, top, width, height. */
  readonly crop_box: FourNumbers
}

/** The JSON output for one image. */
export interface EverythingJson {
  readonly image: string
  readonly width: number
  readonly height: number
  /** The settings under their official names, and the strategy. */
  readonly params: Readonly<Record<string, unknown>>
  /** Decoder runs. */
  readonly decodes: number
  readonly seconds: number
  readonly masks: readonly EverythingMaskJson[]
  /** Only with `--timings`. */
  readonly timings?: SegmentTimings
}

/** The options that a result was made with. */
export interface ResultOptions {
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly timings?: boolean
}

/** Converts a result to the documented JSON. */
export function everythingJson(
  image: string,
  { width, height, proposals, decodes, timings }: SegmentedImage,
  { params, strategy, timings: withTimings = false }: ResultOptions
): EverythingJson {
  return {
    image,
    width,
    height,
    params: { ...officialNames(params), strategy },
    decodes,
    seconds: Math.round(timings.total_ms) / 1000,
    masks: proposals.map(maskJson),
    ...(withTimings && { timings })
  }
}

function maskJson({
  rle,
  bbox,
  area,
  predictedIou,
  stability,
  point,
  cropBox
}: Proposal): EverythingMaskJson {
  return {
    segmentation: { size: [rle.height, rle.width], counts: countsToString(toColumnMajor(rle).counts) },
    bbox: fourNumbers(bbox),
    area,
    predicted_iou: predictedIou,
    stability_score: stability,
    point: [point.x, point.y],
    crop_box: fourNumbers(cropBox)
  }
}

function fourNumbers({ x, y, width, height }: PixelBox): FourNumbers {
  return [x, y, width, height]
}
