import { type PixelBox, type Rle } from '../mask/rle'
import { intersectionArea } from '../mask/measure'

/** What nesting needs of a mask. */
export interface NestedMask {
  readonly rle: Rle
  readonly bbox: PixelBox
  /** Object pixels. */
  readonly area: number
}

/** Which mask is part of which, by index. */
export interface Nesting {
  /** The smallest mask that each is part of; −1 for those on top. */
  readonly parents: readonly number[]
  /** The masks whose parent each is, largest first. */
  readonly children: readonly (readonly number[])[]
  /** How many masks each lies in. */
  readonly depths: readonly number[]
}

/**
 * The nesting of masks: one is part of a larger one when at least `containment` of its pixels belong to it. Masks of
 * the same area are taken in the order given, so there are no circles.
 */
export function nestMasks(masks: readonly NestedMask[], containment = 0.9): Nesting {
  const bySize = Array.from(masks, (_, i) => i).sort((a, b) => areaOf(masks, b) - areaOf(masks, a) || a - b)
  const parents = new Array<number>(masks.length).fill(-1)
  const depths = new Array<number>(masks.length).fill(0)
  const children = masks.map((): number[] => [])
  bySize.forEach((index, rank) => {
    const mask = masks[index]
    if (!mask) return
    // The nearest in size comes first, so the first that holds it is the smallest.
    for (let at = rank - 1; at >= 0; at--) {
      const candidate = bySize[at] ?? 0
      const outer = masks[candidate]
      if (!outer || !isPart(mask, outer, containment)) continue
      parents[index] = candidate
      depths[index] = (depths[candidate] ?? 0) + 1
      children[candidate]?.push(index)
      return
    }
  })
  return { parents, children, depths }
}

function areaOf(masks: readonly NestedMask[], index: number): number {
  return masks[index]?.area ?? 0
}

/** Whether at least `containment` of a mask's pixels belong to another one. */
export function isPart(inner: NestedMask, outer: NestedMask, containment: number): boolean {
  const wanted = containment * inner.area
  if (inner.area === 0 || boxOverlap(inner.bbox, outer.bbox) < wanted) return false
  return intersectionArea(inner.rle, outer.rle) >= wanted
}

/** Pixels that two boxes share: at least as many as the masks in them share. */
function boxOverlap(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}
