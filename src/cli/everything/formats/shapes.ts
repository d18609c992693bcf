import { maskFromRle, maskShape } from '@shared/mask/maskData'
import { type Rle } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import type { MaskShape } from '@shared/schema/shape'
import type { EverythingMaskJson } from '../resultJson'
import { fromColumnMajor } from '@shared/mask/columnMajor'

/** Row-major RLE of a mask. */
export function rleOf({ segmentation }: EverythingMaskJson): Rle {
  const [height, width] = segmentation.size
  return fromColumnMajor({ width, height, counts: countsFromString(segmentation.counts) })
}

/** The mask as the shape that the dataset formats take. */
export function shapeOf(mask: EverythingMaskJson): MaskShape {
  return maskShape(maskFromRle(rleOf(mask)))
}
