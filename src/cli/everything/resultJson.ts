import { toColumnMajor } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import type { EverythingParams } from '@shared/everything/params'
import type { Proposal } from '@shared/everything/proposal'
import type { PixelBox } from '@shared/mask/rle'
import type { EverythingStrategy } from '../../main/inference/engine/wholeImage/messages'
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
}

/** An image with everything in it. */
export interface SegmentedImage {
  readonly width: number
  readonly height: number
  /** In the official order. */
  readonly proposals: readonly Proposal[]
  readonly decodes: number
  readonly seconds: number
}

/** Brings a result into its documented form. */
export function everythingJson(
  image: string,
  { width, height, proposals, decodes, seconds }: SegmentedImage,
  params: EverythingParams,
  strategy: EverythingStrategy
): EverythingJson {
  return {
    image,
    width,
    height,
    params: { ...officialNames(params), strategy },
    decodes,
    seconds: Math.round(seconds * 1000) / 1000,
    masks: proposals.map(maskJson)
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
