import { boxArea, boxFromPoints, intersectBoxes } from '../geometry/box'
import type { Point } from '../geometry/spaces'
import { rleFromMask } from '../mask/maskData'
import { patchToRle } from '../mask/patch'
import { rasterizePolygon } from '../mask/rasterize'
import type { PoolMask } from './coverage'
import { intersectionArea } from '../mask/measure'

/** This part of a proposal's pixels has to lie inside a lasso: a hand cuts corners. */
const enclosedPart = 0.9

/** The proposals that a ring drawn around them encloses; all of one size. */
export function enclosedBy<P extends PoolMask>(
  ring: readonly Point[],
  proposals: readonly P[]
): readonly P[] {
  const around = boxFromPoints(ring)
  const size = proposals[0]?.mask
  if (!around || !size || ring.length < 3) return []
  const inside = patchToRle(rasterizePolygon([{ outer: [...ring], holes: [] }], size), size)
  return proposals.filter(({ mask, box, area }) => {
    const overlap = intersectBoxes(around, box)
    if (!overlap || boxArea(overlap) < enclosedPart * area) return false
    return intersectionArea(inside, rleFromMask(mask)) >= enclosedPart * area
  })
}
