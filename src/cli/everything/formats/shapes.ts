import { maskFromRle, maskShape } from '@shared/mask/maskData'
import { fromColumnMajor, type Rle } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import type { MaskShape } from '@shared/schema/shape'
import type { EverythingMaskJson } from '../resultJson'

/** Row-major runs of a mask. */
export function rleOf({ segmentation }: EverythingMaskJson): Rle {
  const [height, width] = segmentation.size
  return fromColumnMajor({ width, height, counts: countsFromString(segmentation.counts) })
}

/** The mask as the shape that the dataset formats know. */
export function shapeOf(mask: EverythingMaskJson): MaskShape {
  return maskShape(maskFromRle(rleOf(mask)))
}
