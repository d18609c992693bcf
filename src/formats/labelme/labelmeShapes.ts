import type { Size } from '@shared/geometry/spaces'
import { boxFromCorners } from '@shared/geometry/box'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import type { ItemReason } from '@shared/schema/importing'
import type { Shape } from '@shared/schema/shape'
import { ellipseRing } from '../common/ellipse'
import { fitShape, isCoordinate, ringFromFlat } from '../import/fit'
import { excerpt } from '../import/json'
import type { ReadLimits } from '../import/limits'
import { PngError } from '../codecs/png/png'
import { placeMask } from './maskPng'

/** A shape of LabelMe, or why there is none. */
export type FoundShape =
  | { readonly shape: Shape; readonly clipped: boolean; readonly changed: string | null }
  | { readonly reason: ItemReason; readonly detail: string | null }

const refused = (reason: ItemReason, detail: string | null = null): FoundShape => ({ reason, detail })

/** The shape that `shape_type`, `points` and `mask` say. */
export async function labelmeShape(
  value: Readonly<Record<string, unknown>>,
  size: Size | null,
  limits: ReadLimits
): Promise<FoundShape> {
  // Files from before shape types hold polygons only.
  const type = value['shape_type'] ?? 'polygon'
  const points = coordinatesOf(value['points'], limits)
  if (typeof points === 'string') return refused(points)
  switch (type) {
    case 'polygon':
    case 'rotation':
    case 'oriented_rectangle':
      return polygon(points, size)
    case 'rectangle':
      return rectangle(points, size)
    case 'circle':
      return circle(points, size)
    case 'mask':
      return mask(value['mask'], points, size, limits)
    default:
      return refused('shape-unsupported', excerpt(type))
  }
}

/** x, y, x, y, … of a list of pairs. */
function coordinatesOf(points: unknown, limits: ReadLimits): number[] | ItemReason {
  if (!Array.isArray(points)) return 'object-malformed'
  if (points.length > limits.points) return 'object-too-large'
  const flat: number[] = []
  for (const point of points as readonly unknown[]) {
    if (!Array.isArray(point)) return 'object-malformed'
    if (point.length !== 2) return 'coordinates-odd'
    if (!point.every(isCoordinate)) return 'coordinates-not-numbers'
    flat.push(...point)
  }
  return flat
}

function fitted(shape: Shape, size: Size | null, changed: string | null = null): FoundShape {
  const fit = fitShape(shape, size)
  return typeof fit === 'string' ? refused(fit) : { ...fit, changed }
}

function polygon(points: readonly number[], size: Size | null): FoundShape {
  const outer = ringFromFlat(points)
  return typeof outer === 'string'
    ? refused(outer)
    : fitted({ kind: 'polygon', parts: [{ outer, holes: [] }] }, size)
}

/** Two opposite corners; four corners where a tool wrote all of them. */
function rectangle(points: readonly number[], size: Size | null): FoundShape {
  if (points.length === 8) return fourCorners(points, size)
  const [x1, y1, x2, y2] = points
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined || points.length > 4) {
    return refused('coordinates-too-few', `${points.length / 2} points`)
  }
  return fitted({ kind: 'rect', ...boxFromCorners({ x: x1, y: y1 }, { x: x2, y: y2 }) }, size)
}

function fourCorners(points: readonly number[], size: Size | null): FoundShape {
  const [x1 = 0, y1 = 0, x2, , x3 = 0, y3 = 0, x4, y4] = points
  const isUpright = (x1 === x2 && x3 === x4 && y1 === y4) || (x1 === x4 && x2 === x3 && y3 === y4)
  return isUpright
    ? fitted({ kind: 'rect', ...boxFromCorners({ x: x1, y: y1 }, { x: x3, y: y3 }) }, size)
    : polygon(points, size)
}

/** The centre and a point on the circle. */
function circle(points: readonly number[], size: Size | null): FoundShape {
  const [x = 0, y = 0, edgeX = x, edgeY = y] = points
  if (points.length !== 4) return refused('coordinates-too-few', `${points.length / 2} points`)
  const radius = Math.hypot(edgeX - x, edgeY - y)
  if (radius === 0) return refused('shape-empty')
  const outer = ellipseRing({ x, y }, radius, radius)
  return fitted({ kind: 'polygon', parts: [{ outer, holes: [] }] }, size, 'circle → polygon')
}

/** A PNG in the box of whole pixels that the two points name, the second one included. */
async function mask(
  base64: unknown,
  points: readonly number[],
  size: Size | null,
  limits: ReadLimits
): Promise<FoundShape> {
  const [x, y] = points
  if (typeof base64 !== 'string' || base64 === '') return refused('object-malformed', 'mask')
  if (x === undefined || y === undefined) return refused('coordinates-too-few')
  if (size === null) return refused('size-unknown')
  try {
    const at = { x: Math.trunc(x), y: Math.trunc(y) }
    const { runs, clipped } = await placeMask(base64, at, size, limits.pixels)
    const fit = fitShape(maskShape(maskFromRle(runs)), size)
    if (typeof fit === 'string') return refused(clipped ? 'coordinates-outside' : fit)
    return { shape: fit.shape, clipped, changed: null }
  } catch (error) {
    if (error instanceof PngError) return refused('runs-malformed', error.message)
    throw error
  }
}
