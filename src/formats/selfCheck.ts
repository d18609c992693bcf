import { boxIou } from '@shared/geometry/box'
import { ringsOf, type ReadonlyRing } from '@shared/geometry/polygon'
import { clampShape, shapeBounds, transformShape } from '@shared/geometry/shape'
import type { Size } from '@shared/geometry/spaces'
import { shapeToRle } from '@shared/mask/rasterize'
import type { IouDistribution } from '@shared/schema/exporting'
import type { Shape } from '@shared/schema/shape'
import { rleArea, rleIou } from '@shared/mask/measure'

/** Steps of the distribution that is kept, whatever the number of objects. */
const STEPS = 2000
/** Steps of the one that is told. */
const BARS = 20

/** Compares objects with what was read back of them. */
export class SelfCheck {
  private readonly steps = new Uint32Array(STEPS + 1)
  private count = 0
  private missing = 0
  private sum = 0
  private min = 1

  /** An object that was found again, with its intersection over union, 0 to 1. */
  found(iou: number): void {
    this.count++
    this.sum += iou
    this.min = Math.min(this.min, iou)
    const step = Math.floor(iou * STEPS)
    this.steps[step] = (this.steps[step] ?? 0) + 1
  }

  /** Objects that were not found again. */
  lost(count = 1): void {
    this.missing += count
  }

  /** The figures of a report. */
  result(): { readonly lost: number } & IouDistribution {
    return { lost: this.missing, ...this.distribution() }
  }

  /** How the IoUs are spread; 1 when there was nothing to compare. */
  distribution(): IouDistribution {
    const bars = new Array<number>(BARS).fill(0)
    this.steps.forEach((count, step) => {
      const bar = Math.min(BARS - 1, Math.floor((step * BARS) / STEPS))
      bars[bar] = (bars[bar] ?? 0) + count
    })
    return {
      iouMean: this.count > 0 ? this.sum / this.count : 1,
      iouMin: this.min,
      iouP5: this.percentile(0.05),
      iouMedian: this.percentile(0.5),
      iouHistogram: bars
    }
  }

  /** The IoU that a share of the objects does not exceed, to a two-thousandth. */
  private percentile(share: number): number {
    const rank = Math.ceil(share * this.count)
    let passed = 0
    for (const [step, count] of this.steps.entries()) {
      passed += count
      if (count > 0 && passed >= rank) return Math.max(this.min, step / STEPS)
    }
    return 1
  }
}

/** How finely areas are sampled where whole pixels are too coarse: so many points to a pixel's side. */
const FINE = 4

/**
 * Intersection over union of two shapes: of their pixels, and for two outlines that differ there of sixteen points to
 * a pixel, because an edge that runs through the centres of pixels decides over whole rows by a rounding. Of their
 * boxes when they are smaller than that.
 * @throws RangeError for a mask of another size than the image.
 */
export function shapeIou(a: Shape, b: Shape, size: Size): number {
  if (isSameOutline(a, b)) return 1
  const first = shapeToRle(a, size)
  const second = shapeToRle(b, size)
  const iou = rleIou(first, second)
  if (a.kind === 'mask' || b.kind === 'mask' || iou === 1) return iou
  const fineSize = { width: size.width * FINE, height: size.height * FINE }
  const [fine, other] = [a, b].map((shape) => shapeToRle(enlarged(shape), fineSize))
  if (!fine || !other || rleArea(fine) + rleArea(other) === 0) return boundsIou(a, b, size)
  return rleIou(fine, other)
}

/** Whether two polygons have the very same corners, of which the pixels need not be looked at. */
function isSameOutline(a: Shape, b: Shape): boolean {
  if (a.kind !== 'polygon' || b.kind !== 'polygon' || a.parts.length !== b.parts.length) return false
  const [first, second] = [a, b].map(({ parts }) => parts.flatMap(ringsOf))
  return (
    first?.length === second?.length &&
    first?.every((ring, i) => isSameRing(ring, second?.[i] ?? [])) === true
  )
}

function isSameRing(a: ReadonlyRing, b: ReadonlyRing): boolean {
  const isSame = ({ x, y }: ReadonlyRing[number], other: ReadonlyRing[number] | undefined): boolean =>
    x === other?.x && y === other.y
  return a.length === b.length && a.every((point, i) => isSame(point, b[i]))
}

function enlarged(shape: Shape): Shape {
  return transformShape(shape, { x: 0, y: 0, width: 1, height: 1 }, { x: 0, y: 0, width: FINE, height: FINE })
}

/** Intersection over union of the boxes around two shapes, inside the image. */
export function boundsIou(a: Shape, b: Shape, size: Size): number {
  const [first, second] = [a, b].map((shape) => shapeBounds(clampShape(shape, size) ?? shape))
  return first && second ? boxIou(first, second) : 0
}
