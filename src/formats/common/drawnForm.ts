import { polygonArea } from '@shared/geometry/polygon'
import { shapeBounds } from '@shared/geometry/shape'
import type { Size } from '@shared/geometry/spaces'
import { patchFromRle, type MaskPatch } from '@shared/mask/patch'
import { shapeToRle } from '@shared/mask/rasterize'
import { type Rle } from '@shared/mask/rle'
import { contoursOfMask } from '@shared/mask/contours'
import { simplifyPolygon } from '@shared/mask/simplify'
import type { PolygonPart, RectShape, Ring, Shape } from '@shared/schema/shape'
import { rleBounds } from '@shared/mask/measure'

/** A shape in the three forms that labelling tools know: a box, one ring, or pixels. */
export type DrawnForm =
  | { readonly kind: 'rect'; readonly rect: RectShape }
  | { readonly kind: 'ring'; readonly ring: Ring }
  | { readonly kind: 'pixels'; readonly runs: Rle; readonly patch: MaskPatch }

/**
 * What a tool that knows boxes, rings and pixels is given. A polygon of several pieces or with holes becomes pixels,
 * because rings cannot say it. A mask stays pixels, unless a tolerance is given and its outline is one ring. Undefined
 * for a shape without extent.
 */
export function drawnForm(shape: Shape, size: Size, tolerance = 0): DrawnForm | undefined {
  const bounds = shapeBounds(shape)
  if (!bounds || bounds.width <= 0 || bounds.height <= 0) return undefined
  if (shape.kind === 'rect') return { kind: 'rect', rect: shape }
  const parts = outlineOf(shape, tolerance)
  const [part] = parts
  if (part && parts.length === 1 && part.holes.length === 0) {
    return polygonArea(parts) > 0 ? { kind: 'ring', ring: part.outer } : undefined
  }
  const runs = shapeToRle(shape, size)
  const box = rleBounds(runs)
  return box && { kind: 'pixels', runs, patch: patchFromRle(runs, box) }
}

function outlineOf(shape: Exclude<Shape, RectShape>, tolerance: number): readonly PolygonPart[] {
  if (shape.kind === 'polygon') return shape.parts
  return tolerance > 0 ? simplifyPolygon(contoursOfMask(shape), tolerance) : []
}

/** Whether an outline had to become pixels. */
export function lostOutline(shape: Shape, form: DrawnForm): boolean {
  return shape.kind === 'polygon' && form.kind === 'pixels'
}
