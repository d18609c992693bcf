import { boxIou } from '@shared/geometry/box'
import { polygonArea } from '@shared/geometry/polygon'
import { clampShape, shapeBounds } from '@shared/geometry/shape'
import type { Size } from '@shared/geometry/spaces'
import { rleFromMask } from '@shared/mask/maskData'
import type { Annotation } from '@shared/schema/annotation'
import type { ImageId, LabelId } from '@shared/schema/ids'
import { placeholderName, type Label } from '@shared/schema/label'
import type { Shape } from '@shared/schema/shape'
import { shapeIou } from '../formats/selfCheck'
import type { PreflightLog } from './preflightLog'
import { rleArea } from '@shared/mask/measure'

/** Objects with fewer pixels are taken for slips of the hand. */
const TINY = 16
/** What is further outside than this many pixels is no rounding. */
const ROUNDING = 0.01
/** Objects of a class with more of their shapes in common are taken for the same. */
const SAME = 0.95
/** Boxes of such objects have at least so much in common. */
const SAME_BOXES = 0.8

/** An image whose objects are looked at. */
export interface CheckedImage extends Size {
  readonly id: ImageId | null
  readonly path: string
}

/** Looks for objects that would be left out or changed by an export, or that are likely mistakes. */
export class ObjectChecks {
  private readonly used = new Set<LabelId>()

  /** @param labels the classes by their ids; may grow on the way */
  constructor(
    private readonly labels: ReadonlyMap<LabelId, Label>,
    private readonly log: PreflightLog
  ) {}

  /** Looks at the objects of an image. */
  check(image: CheckedImage, objects: readonly Annotation[]): void {
    const whole: Annotation[] = []
    for (const object of objects) {
      this.used.add(object.labelId)
      if (this.checkOne(image, object)) whole.push(object)
    }
    this.findDuplicates(image, whole)
  }

  /** After the last image: classes without objects. */
  end(): void {
    for (const { id, name } of this.labels.values()) {
      if (!this.used.has(id)) this.log.add('class-unused', { params: { name } })
    }
  }

  /** False for an object that an export leaves out. */
  private checkOne(image: CheckedImage, { id, labelId, shape }: Annotation): boolean {
    const where = { image: image.id, file: image.path, object: id }
    const label = this.labels.get(labelId)
    if (!label) {
      this.log.add('object-unknown-class', where)
      return false
    }
    const fault = faultOf(shape, image)
    if (fault !== null) {
      this.log.add(fault, where)
      return false
    }
    const pixels = pixelsOutside(shape, image)
    if (pixels > ROUNDING) this.log.add('object-outside', { ...where, params: { pixels: rounded(pixels) } })
    const area = shapeArea(shape)
    if (area < TINY) this.log.add('object-tiny', { ...where, params: { pixels: rounded(area) } })
    if (label.name === placeholderName)
      this.log.add('object-placeholder', { ...where, params: { name: label.name } })
    return true
  }

  private findDuplicates(image: CheckedImage, objects: readonly Annotation[]): void {
    const boxed = objects.flatMap((object) => {
      const bounds = shapeBounds(object.shape)
      return bounds ? [{ object, bounds }] : []
    })
    boxed.sort((a, b) => a.bounds.x - b.bounds.x)
    const taken = new Set<string>()
    boxed.forEach(({ object, bounds }, at) => {
      if (taken.has(object.id)) return
      for (let next = at + 1; next < boxed.length; next++) {
        const other = boxed[next]
        // Boxes that begin further right have too little in common.
        if (!other || other.bounds.x - bounds.x > bounds.width * (1 - SAME_BOXES)) break
        if (other.object.labelId !== object.labelId || taken.has(other.object.id)) continue
        if (boxIou(bounds, other.bounds) < SAME_BOXES) continue
        const iou = shapeIou(object.shape, other.object.shape, image)
        if (iou <= SAME) continue
        taken.add(other.object.id)
        this.log.add('object-duplicate', {
          ...{ image: image.id, file: image.path, object: other.object.id },
          params: { iou: rounded(iou), other: object.id }
        })
      }
    })
  }
}

/** Why an export leaves a shape out, or null. */
function faultOf(shape: Shape, size: Size): 'object-misfit' | 'object-empty' | null {
  if (shape.kind === 'mask' && (shape.width !== size.width || shape.height !== size.height)) {
    return 'object-misfit'
  }
  try {
    const bounds = shapeBounds(shape)
    if (!bounds || bounds.width <= 0 || bounds.height <= 0) return 'object-empty'
    return clampShape(shape, size) ? null : 'object-empty'
  } catch (error) {
    if (error instanceof RangeError) return 'object-misfit'
    throw error
  }
}

/** How far a shape reaches outside of its image. */
function pixelsOutside(shape: Shape, size: Size): number {
  const bounds = shapeBounds(shape)
  if (!bounds) return 0
  const { x, y, width, height } = bounds
  return Math.max(-x, -y, x + width - size.width, y + height - size.height)
}

/** In pixels. */
function shapeArea(shape: Shape): number {
  if (shape.kind === 'rect') return shape.width * shape.height
  return shape.kind === 'mask' ? rleArea(rleFromMask(shape)) : polygonArea(shape.parts)
}

const rounded = (value: number): number => Math.round(value * 100) / 100
