import { toColumnMajor } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import type { EverythingParams } from '@shared/everything/params'
import type { Proposal } from '@shared/everything/proposal'
import type { PixelBox } from '@shared/mask/rle'
import type { EverythingStrategy } from '../../main/inference/engine/wholeImage/messages'
import type { EverythingTimings } from '../../main/inference/engine/wholeImage/stopwatch'
import { officialNames } from './settings'

type FourNumbers = readonly [number, number, number, number]

/** One mask as the command prints it. */
export interface EverythingMaskJson {
  /** Compressed COCO RLE; `size` is height, width. */
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string }
  /** Left, top, width, height in image pixels. */
  readonly bbox: FourNumbers
  /** Object pixels. */
  readonly area: number
  readonly predicted_iou: number
  readonly stability_score: number
  /** The click that gave it: x, y. */
  readonly point: readonly [number, number]
  /** The crop that it was seen in: left, top, width, height. */
  readonly crop_box: FourNumbers
}

/** What the command prints for an image. */
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
  /** Where the time went, when that was asked for. */
  readonly timings?: SegmentTimings
}

/** Where the time of an image went, in ms; null where nothing was found. */
export interface SegmentTimings extends EverythingTimings {
  /** From the begin to the first proposals. */
  readonly first_ms: number | null
}

/** An image with everything in it. */
export interface SegmentedImage {
  readonly width: number
  readonly height: number
  /** In the official order. */
  readonly proposals: readonly Proposal[]
  readonly decodes: number
  readonly timings: SegmentTimings
}

/** What a result was asked for with. */
export interface ResultOptions {
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly timings?: boolean
}

/** Brings a result into its documented form. */
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
