import type { CornerBox } from '@shared/everything/cornerBox'
import type { EverythingParams } from '@shared/everything/params'
import type { EverythingStrategy } from './messages'
import { inOrder, type PlannedPoint, type PointPlan } from './plan'

/** How a strategy goes through the points of a crop. */
export function planFor(
  _strategy: EverythingStrategy,
  _params: EverythingParams,
  _layer: number,
  points: readonly PlannedPoint[],
  _crop: CornerBox
): PointPlan {
  return inOrder(points)
}
