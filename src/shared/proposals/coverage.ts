import { boxArea, intersectBoxes } from '../geometry/box'
import { type PixelBox, type Rle } from '../mask/rle'
import { rleFromMask } from '../mask/maskData'
import { shapeToRle } from '../mask/rasterize'
import type { Shape } from '../schema/shape'
import type { PoolMask } from './poolMask'
import { intersectionArea, rleArea, rleBounds } from '../mask/measure'

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
