import { maskFromPatch, maskShape, patchFromMask } from '../mask/maskData'
import { translatePatch } from '../mask/resample'
import type { Shape } from '../schema/shape'
import { clampShape } from './shape'
import type { Size } from './spaces'

/**
 * A shape of one image at the same pixels of another: what lies outside there is cut off. Undefined when nothing is
 * left.
 */
export function carryShape(shape: Shape, image: Size): Shape | undefined {
  if (shape.kind !== 'mask' || (shape.width === image.width && shape.height === image.height)) {
    return clampShape(shape, image)
  }
  const patch = patchFromMask(shape)
  const carried = patch && translatePatch(patch, 0, 0, image)
  return carried?.data.includes(1) ? maskShape(maskFromPatch(carried, image)) : undefined
}
