import { subtractPatches, unitePatches } from '../mask/combine'
import { maskFromPatch, maskShape, patchFromMask } from '../mask/maskData'
import type { MaskPatch } from '../mask/patch'
import { rasterizeShape } from '../mask/rasterize'
import type { MaskShape, Shape } from '../schema/shape'
import { intersectBoxes } from './box'
import { shapeBounds } from './shape'
import type { Size } from './spaces'

/** The pixels of a shape around itself, or undefined when it covers none. */
function patchOfShape(shape: Shape, image: Size): MaskPatch | undefined {
  const patch = shape.kind === 'mask' ? patchFromMask(shape) : rasterizeShape(shape, image)
  return patch?.data.includes(1) ? patch : undefined
}

/** All pixels that at least one of the shapes covers, as a mask, or undefined when there are none. */
export function uniteShapes(shapes: readonly Shape[], image: Size): MaskShape | undefined {
  const patches = shapes.map((shape) => patchOfShape(shape, image)).filter((patch) => patch !== undefined)
  const united = unitePatches(patches)
  return united && maskShape(maskFromPatch(united, image))
}

/**
 * What the others leave of a shape, as a mask. The same object when they take nothing away, or when they would take
 * all of it.
 */
export function cutShape(shape: Shape, others: readonly Shape[], image: Size): Shape {
  const box = shapeBounds(shape)
  const near = others.filter((other) => {
    const bounds = shapeBounds(other)
    return box && bounds && intersectBoxes(box, bounds)
  })
  const patch = near.length > 0 ? patchOfShape(shape, image) : undefined
  if (!patch) return shape
  const away = near.map((other) => patchOfShape(other, image)).filter((other) => other !== undefined)
  const left = subtractPatches(patch, away)
  const same = left.data.every((value, at) => value === patch.data[at])
  return same || !left.data.includes(1) ? shape : maskShape(maskFromPatch(left, image))
}
