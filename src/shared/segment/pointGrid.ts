import type { Point } from '../geometry/spaces'
import type { EverythingParams } from './params'

/**
 * An even grid of n × n points over the unit square, row by row: the official `build_point_grid`. Half a step lies
 * between the outer points and the border.
 */
export function buildPointGrid(pointsPerSide: number): Point[] {
  const offset = 1 / (2 * pointsPerSide)
  // numpy's linspace(offset, 1 − offset, n), which ends exactly at its end.
  const step = pointsPerSide > 1 ? (1 - 2 * offset) / (pointsPerSide - 1) : 0
  const along = Array.from({ length: pointsPerSide }, (_, i) => {
    return i > 0 && i === pointsPerSide - 1 ? 1 - offset : offset + i * step
  })
  return along.flatMap((y) => along.map((x) => ({ x, y })))
}

/** Points along a side in a crop layer; layer 0 is the image. The official `int(n / scale ** layer)`. */
function pointsPerSideOf(params: EverythingParams, layer: number): number {
  return Math.floor(params.pointsPerSide / params.cropNPointsDownscaleFactor ** layer)
}

/** The points of a crop layer as fractions of the crop: own ones, or the grid. */
export function layerPoints(params: EverythingParams, layer: number): readonly Point[] {
  return params.pointGrids?.[layer] ?? buildPointGrid(pointsPerSideOf(params, layer))
}

/** How many points the reference decodes: those of the image, and of the (2^i)² crops of each layer. */
export function countPoints(params: EverythingParams): number {
  let points = 0
  for (let layer = 0; layer <= params.cropNLayers; layer++) {
    const own = params.pointGrids?.[layer]?.length
    points += 4 ** layer * (own ?? pointsPerSideOf(params, layer) ** 2)
  }
  return points
}
