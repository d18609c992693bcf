import { boxCorners, pixelsAround } from '../geometry/box'
import { polygonBounds, ringsOf, type ReadonlyRing } from '../geometry/polygon'
import type { Size } from '../geometry/spaces'
import type { PolygonPart, RectShape, Shape } from '../schema/shape'
import { rleFromMask } from './maskData'
import { emptyPatch, patchToRle, type MaskPatch } from './patch'
import type { Rle } from './rle'

/**
 * The pixels that a shape covers in an image: a pixel belongs to it when its centre does (x + ½, y + ½). Even-odd
 * within each part of a polygon, union over the parts, cut off at the image.
 * @throws RangeError when a mask has another size than the image.
 */
export function shapeToRle(shape: Shape, size: Size): Rle {
  if (shape.kind === 'mask') {
    if (shape.width !== size.width || shape.height !== size.height) {
      throw new RangeError(
        `The mask is ${shape.width}×${shape.height}, the image ${size.width}×${size.height}`
      )
    }
    return rleFromMask(shape)
  }
  return patchToRle(rasterizeShape(shape, size), size)
}

/** The pixels that a rectangle or polygon covers, in a patch no larger than needed. */
export function rasterizeShape(shape: Exclude<Shape, { kind: 'mask' }>, size: Size): MaskPatch {
  return rasterizePolygon(shape.kind === 'rect' ? [rectPart(shape)] : shape.parts, size)
}

/** The pixels that a polygon covers, in a patch around it (of no pixels when it lies outside of the image). */
export function rasterizePolygon(parts: readonly PolygonPart[], size: Size): MaskPatch {
  const bounds = polygonBounds(parts)
  const box = bounds && pixelsAround(bounds, size)
  const patch = emptyPatch(box ?? { x: 0, y: 0, width: 0, height: 0 })
  for (const part of parts) fillEvenOdd(patch, ringsOf(part))
  return patch
}

/**
 * Sets the pixels whose centres lie inside an odd number of rings. Scan lines through the pixel centres; an edge
 * counts for the rows from its upper end (included) to its lower end (excluded), a pixel for the span from its left
 * crossing (included) to its right one (excluded), so that touching shapes neither overlap nor leave a gap.
 */
export function fillEvenOdd(patch: MaskPatch, rings: readonly ReadonlyRing[]): void {
  const crossings = crossingsByRow(patch, rings)
  crossings.forEach((row, y) => {
    if (!row) return
    row.sort((a, b) => a - b)
    const base = y * patch.width
    for (let i = 0; i + 1 < row.length; i += 2) {
      const from = Math.max(0, Math.ceil((row[i] ?? 0) - patch.x - 0.5))
      const to = Math.min(patch.width, Math.ceil((row[i + 1] ?? 0) - patch.x - 0.5))
      if (from < to) patch.data.fill(1, base + from, base + to)
    }
  })
}

/** Where edges cross the scan line of each row of the patch, unsorted. */
function crossingsByRow(patch: MaskPatch, rings: readonly ReadonlyRing[]): (number[] | undefined)[] {
  const rows = new Array<number[] | undefined>(patch.height).fill(undefined)
  for (const ring of rings) {
    let a = ring[ring.length - 1]
    for (const b of ring) {
      if (a && a.y !== b.y) {
        const [upper, lower] = a.y < b.y ? [a, b] : [b, a]
        const first = Math.max(0, Math.ceil(upper.y - patch.y - 0.5))
        const last = Math.min(patch.height, Math.ceil(lower.y - patch.y - 0.5))
        const slope = (lower.x - upper.x) / (lower.y - upper.y)
        for (let row = first; row < last; row++) {
          const x = upper.x + (patch.y + row + 0.5 - upper.y) * slope
          const list = rows[row]
          if (list) list.push(x)
          else rows[row] = [x]
        }
      }
      a = b
    }
  }
  return rows
}

/** A rectangle as a polygon part of four corners. */
export function rectPart(rect: Pick<RectShape, 'x' | 'y' | 'width' | 'height'>): PolygonPart {
  return { outer: boxCorners(rect).map(({ x, y }) => ({ x, y })), holes: [] }
}
