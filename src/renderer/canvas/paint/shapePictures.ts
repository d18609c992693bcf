import { LRUCache } from 'lru-cache'
import type { Box } from '@shared/geometry/box'
import { ringsOf } from '@shared/geometry/polygon'
import { shapeBounds } from '@shared/geometry/shape'
import { patchFromMask } from '@shared/mask/maskData'
import { outlinePatch } from '@shared/mask/outline'
import { rectPart } from '@shared/mask/rasterize'
import type { MaskData, Shape } from '@shared/schema/shape'
import { tintPatch } from './tint'

/** What is drawn of a shape, in image pixels. */
export interface ShapePicture {
  readonly bounds: Box
  /** All rings; filled by the even-odd rule it covers the object. */
  readonly outline: Path2D
}

/** What is drawn of a mask. */
export interface MaskPicture extends ShapePicture {
  /** The object's pixels in a colour. */
  tint(color: string): HTMLCanvasElement | null
}

/** Shapes and masks are immutable, so what was worked out of one holds for as long as it lives. */
const shapes = new WeakMap<Shape, ShapePicture | null>()
const masks = new WeakMap<MaskData, MaskPicture | null>()
/**
 * The same by content: an image that is opened again comes with new records of the same masks. Kept up to some
 * hundred megabytes of tints and outlines.
 */
const byContent = new LRUCache<string, MaskPicture>({
  maxSize: 256 * 1024 * 1024,
  sizeCalculation: ({ bounds }, key) => Math.min(bounds.width * bounds.height * 4 + 32 * key.length, 2 ** 27)
})

/** How to draw a rectangle or polygon; null when there is nothing of it. */
export function shapePicture(shape: Exclude<Shape, { kind: 'mask' }>): ShapePicture | null {
  let picture = shapes.get(shape)
  if (picture === undefined) {
    picture = makeShapePicture(shape)
    shapes.set(shape, picture)
  }
  return picture
}

/** How to draw a mask; null when it is empty. */
export function maskPicture(mask: MaskData): MaskPicture | null {
  let picture = masks.get(mask)
  if (picture === undefined) {
    const content = `${mask.width}×${mask.height} ${mask.counts}`
    picture = byContent.get(content) ?? makeMaskPicture(mask)
    if (picture) byContent.set(content, picture)
    masks.set(mask, picture)
  }
  return picture
}

/** How to draw any shape's outline. */
export function outlineOf(shape: Shape): ShapePicture | null {
  return shape.kind === 'mask' ? maskPicture(shape) : shapePicture(shape)
}

function makeShapePicture(shape: Exclude<Shape, { kind: 'mask' }>): ShapePicture | null {
  const bounds = shapeBounds(shape)
  if (!bounds) return null
  const outline = new Path2D()
  for (const part of shape.kind === 'rect' ? [rectPart(shape)] : shape.parts) {
    for (const ring of ringsOf(part)) {
      ring.forEach(({ x, y }, i) => (i === 0 ? outline.moveTo(x, y) : outline.lineTo(x, y)))
      outline.closePath()
    }
  }
  return { bounds, outline }
}

function makeMaskPicture(mask: MaskData): MaskPicture | null {
  const patch = patchFromMask(mask)
  if (!patch) return null
  const outline = new Path2D()
  for (const ring of outlinePatch(patch)) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const x = ring[i] ?? 0
      const y = ring[i + 1] ?? 0
      if (i === 0) outline.moveTo(x, y)
      else outline.lineTo(x, y)
    }
    outline.closePath()
  }
  const tints = new Map<string, HTMLCanvasElement | null>()
  const { x, y, width, height } = patch
  return {
    bounds: { x, y, width, height },
    outline,
    tint: (color) => {
      const known = tints.get(color)
      if (known !== undefined) return known
      const made = tintPatch(patch, color)
      tints.set(color, made)
      return made
    }
  }
}
