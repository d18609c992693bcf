import { boxIou } from '@shared/geometry/box'
import { clampShape, shapeBounds } from '@shared/geometry/shape'
import type { Size } from '@shared/geometry/spaces'
import { shapeToRle } from '@shared/mask/rasterize'
import { rleArea, rleIou } from '@shared/mask/rle'
import type { Shape } from '@shared/schema/shape'

/** Compares objects with what was read back of them. */
export class SelfCheck {
  private count = 0
  private missing = 0
  private sum = 0
  private min = 1

  /** An object that was found again, with its intersection over union, 0 to 1. */
  found(iou: number): void {
    this.count++
    this.sum += iou
    this.min = Math.min(this.min, iou)
  }

  /** Objects that were not found again. */
  lost(count = 1): void {
    this.missing += count
  }

  /** The figures of a report; IoUs are 1 when there was nothing to compare. */
  result(): { lost: number; iouMean: number; iouMin: number } {
    return { lost: this.missing, iouMean: this.count > 0 ? this.sum / this.count : 1, iouMin: this.min }
  }
}

/**
 * Intersection over union of the pixels of two shapes; of their boxes when neither covers the centre of a pixel.
 * @throws RangeError for a mask of another size than the image.
 */
export function shapeIou(a: Shape, b: Shape, size: Size): number {
  const first = shapeToRle(a, size)
  const second = shapeToRle(b, size)
  return rleArea(first) + rleArea(second) > 0 ? rleIou(first, second) : boundsIou(a, b, size)
}

/** Intersection over union of the boxes around two shapes, inside the image. */
export function boundsIou(a: Shape, b: Shape, size: Size): number {
  const [first, second] = [a, b].map((shape) => shapeBounds(clampShape(shape, size) ?? shape))
  return first && second ? boxIou(first, second) : 0
}
