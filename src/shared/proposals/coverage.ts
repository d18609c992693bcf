import { boxArea, intersectBoxes } from '../geometry/box'
import { type PixelBox, type Rle } from '../mask/rle'
import { rleFromMask } from '../mask/maskData'
import { shapeToRle } from '../mask/rasterize'
import type { Shape, MaskData } from '../schema/shape'
import { intersectionArea, rleArea, rleBounds } from '../mask/measure'
import type { PoolFilters } from '../schema/proposal'

/** From this IoU on a proposal and an object are the same thing. */
const adoptedIou = 0.9
/** From this IoU on, or with this part of it inside, an object covers a proposal. */
const coveredIou = 0.5
export const coveredPart = 0.85

/** What an object makes of a proposal. */
export type Coverage = 'free' | 'covered' | 'adopted'

/** An object as pixels. */
export interface CoveringMask {
  readonly rle: Rle
  readonly box: PixelBox
  readonly area: number
}

/** The pixels of an object, or null when there are none in the image. */
export function coveringMask(shape: Shape, size: { width: number; height: number }): CoveringMask | null {
  const rle = shapeToRle(shape, size)
  const box = rleBounds(rle)
  return box ? { rle, box, area: rleArea(rle) } : null
}

/** Whether the object is the proposal, or covers it. Boxes are compared first, since most pairs are far apart. */
export function coverageBy(object: CoveringMask, proposal: PoolMask): Coverage {
  const overlap = intersectBoxes(object.box, proposal.box)
  const most = Math.min(overlap ? boxArea(overlap) : 0, object.area, proposal.area)
  if (most === 0 || judge(most, object.area, proposal.area) === 'free') return 'free'
  return judge(intersectionArea(object.rle, rleFromMask(proposal.mask)), object.area, proposal.area)
}

function judge(shared: number, object: number, proposal: number): Coverage {
  const iou = shared / (object + proposal - shared)
  if (iou >= adoptedIou) return 'adopted'
  return iou >= coveredIou || shared >= coveredPart * proposal ? 'covered' : 'free'
}

/** A pool's proposals, told apart. */
export interface Offer<P extends PoolMask> {
  /** Those that can be adopted now, in their order. */
  readonly visible: readonly P[]
  /** Dismissed, and could be restored. */
  readonly dismissed: readonly P[]
  /** How many became objects. */
  readonly adopted: number
}

/** Which proposals are offered: neither adopted nor dismissed, and passing the filters. */
export function offerOf<P extends PoolMask & { readonly dismissed: boolean }>(
  proposals: readonly P[],
  filters: PoolFilters,
  coverage: ReadonlyMap<string, Exclude<Coverage, 'free'>>
): Offer<P> {
  const visible: P[] = []
  const dismissed: P[] = []
  let adopted = 0
  for (const proposal of proposals) {
    const by = coverage.get(proposal.id)
    if (by === 'adopted') adopted++
    else if (proposal.dismissed) dismissed.push(proposal)
    else if (!(by && filters.hideCovered) && passesFilters(filters, proposal)) visible.push(proposal)
  }
  return { visible, dismissed, adopted }
}

/** Whether a proposal's own numbers pass; whether an object covers it is another question. */
function passesFilters(filters: PoolFilters, { score, stability, area }: PoolMask): boolean {
  return (
    score >= filters.minScore &&
    stability >= filters.minStability &&
    area >= filters.minArea &&
    area <= (filters.maxArea ?? Infinity)
  )
}

/** What picking, covering and enclosing need of a proposal. Immutable: what is worked out of one is kept with it. */
export interface PoolMask {
  readonly id: string
  readonly mask: MaskData
  /** The smallest box around the object's pixels. */
  readonly box: PixelBox
  /** Object pixels. */
  readonly area: number
  /** The predicted IoU, 0 to 1. */
  readonly score: number
  /** The stability score, 0 to 1. */
  readonly stability: number
}
