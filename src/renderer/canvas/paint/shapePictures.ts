import { LRUCache } from 'lru-cache'
import type { Box } from '@shared/geometry/box'
import { ringsOf } from '@shared/geometry/polygon'
import { shapeBounds } from '@shared/geometry/shape'
import { halfPixelRing } from '@shared/mask/contours'
import { patchFromMask } from '@shared/mask/maskData'
import { outlinePatch } from '@shared/mask/outline'
import { rectPart } from '@shared/mask/rasterize'
import { simplifyRing } from '@shared/mask/simplify'
import type { MaskData, Shape } from '@shared/schema/shape'
import type { Point } from '@shared/geometry/spaces'

/** What is drawn of a shape, in image pixels. */
export interface ShapePicture {
  readonly bounds: Box
  /** All rings, for a zoom; filled by the even-odd rule they cover the object. */
  outline(zoom: number): RingPath
}

/** From this zoom on a mask shows its very pixels; below, steps that cannot be made out are left away. */
const exactFrom = 2
/** How far the outline may then lie from the exact one, in image pixels. */
const tolerance = 0.5

/** Shapes and masks are immutable, so what was worked out of one holds for as long as it lives. */
const known = new WeakMap<Shape | MaskData, ShapePicture | null>()
/** The same by content: an image that is opened again comes with new records of the same masks. */
const byContent = new LRUCache<string, ShapePicture>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (_, content) => content.length
})

/** How to draw a shape; null when there is nothing of it. */
export function shapePicture(shape: Shape): ShapePicture | null {
  return shape.kind === 'mask' ? maskPicture(shape) : remembered(shape, () => polygonPicture(shape))
}

/** How to draw a mask; null when it is empty. */
export function maskPicture(mask: MaskData): ShapePicture | null {
  return remembered(mask, () => {
    const content = `${mask.width}×${mask.height} ${mask.counts}`
    const picture = byContent.get(content) ?? makeMaskPicture(mask)
    if (picture) byContent.set(content, picture)
    return picture
  })
}

function remembered(shape: Shape | MaskData, make: () => ShapePicture | null): ShapePicture | null {
  let picture = known.get(shape)
  if (picture === undefined) {
    picture = make()
    known.set(shape, picture)
  }
  return picture
}

function polygonPicture(shape: Exclude<Shape, { kind: 'mask' }>): ShapePicture | null {
  const bounds = shapeBounds(shape)
  if (!bounds) return null
  const parts = shape.kind === 'rect' ? [rectPart(shape)] : shape.parts
  const path = pathOfRings(parts.flatMap(ringsOf))
  return { bounds, outline: () => path }
}

function makeMaskPicture(mask: MaskData): ShapePicture | null {
  const patch = patchFromMask(mask)
  if (!patch) return null
  const cracks = outlinePatch(patch)
  const { x, y, width, height } = patch
  let exact: RingPath | undefined
  let coarse: RingPath | undefined
  return {
    bounds: { x, y, width, height },
    outline: (zoom) => {
      if (zoom >= exactFrom) return (exact ??= pathOfRings(cracks.map(pointsOf)))
      return (coarse ??= pathOfRings(cracks.map((ring) => simplifyRing(halfPixelRing(ring), tolerance))))
    }
  }
}

function pointsOf(ring: readonly number[]): { x: number; y: number }[] {
  return Array.from({ length: ring.length / 2 }, (_, i) => ({ x: ring[2 * i] ?? 0, y: ring[2 * i + 1] ?? 0 }))
}

/** Closed rings as the canvas takes them. */
interface RingPath {
  readonly path: Path2D
  /** How many points they have, which is what drawing them costs. */
  readonly points: number
}

/** Rings, each closed from its last point to its first. */
function pathOfRings(rings: readonly (readonly Point[])[]): RingPath {
  const path = new Path2D()
  let points = 0
  for (const ring of rings) {
    ring.forEach(({ x, y }, i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)))
    path.closePath()
    points += ring.length
  }
  return { path, points }
}
