import { maskFromRle, maskShape } from '../mask/maskData'
import { rectPart, shapeToRle } from '../mask/rasterize'
import { simplifyKeeping } from '../mask/simplify'
import type { Shape } from '../schema/shape'
import { shapeBounds } from './shape'
import type { Size } from './spaces'
import { rleArea } from '../mask/measure'

/** An outline may leave a mask by one pixel for each so many pixels of the object's diagonal, and by half a pixel. */
const pixelsPerTolerance = 400
const leastTolerance = 0.5

/**
 * The shape in another form; the same object when it has that form already, or when nothing would be left of it in
 * that form. A mask's polygon has few enough corners to be dragged by hand.
 */
export function shapeAs(kind: Shape['kind'], shape: Shape, image: Size): Shape {
  if (shape.kind === kind) return shape
  switch (kind) {
    case 'rect': {
      const box = shapeBounds(shape)
      return box ? { kind: 'rect', ...box } : shape
    }
    case 'polygon': {
      if (shape.kind === 'rect') return { kind: 'polygon', parts: [rectPart(shape)] }
      if (shape.kind === 'polygon') return shape
      const box = shapeBounds(shape)
      if (!box) return shape
      const diagonal = Math.hypot(box.width, box.height)
      const tolerance = Math.max(leastTolerance, diagonal / pixelsPerTolerance)
      return { kind: 'polygon', parts: simplifyKeeping(shape, tolerance).parts }
    }
    case 'mask': {
      const rle = shapeToRle(shape, image)
      return rleArea(rle) > 0 ? maskShape(maskFromRle(rle)) : shape
    }
  }
}
