import type { CornerBox } from '@shared/segment/cornerBox'
import type { EverythingParams } from '@shared/segment/params'
import { agreementRule } from './agreement'
import { coarseOrder } from './coarseOrder'
import { GridPlan } from './gridPlan'
import type { EverythingStrategy } from './messages'
import { inOrder, type PlannedPoint, type PointPlan } from './plan'

/** Cells of so many steps may be left alone when their corners agree. */
const LONGEST_SETTLED = 2

/** How a strategy goes through the points of a crop. */
export function planFor(
  strategy: EverythingStrategy,
  { pointGrids }: EverythingParams,
  points: readonly PlannedPoint[],
  [left, top, right, bottom]: CornerBox
): PointPlan {
  if (strategy === 'reference') return inOrder(points)
  if (pointGrids) return inOrder(coarseOrder(points, right - left, bottom - top))
  return new GridPlan(points, agreementRule(LONGEST_SETTLED, [left, top]))
}
