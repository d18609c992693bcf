import { polygonArea } from '@shared/geometry/polygon'
import { shapeBounds } from '@shared/geometry/shape'
import type { Size } from '@shared/geometry/spaces'
import { contoursOfMask } from '@shared/mask/contours'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import { rectPart, shapeToRle } from '@shared/mask/rasterize'
import { type Rle } from '@shared/mask/rle'
import { countsFromString, countsToString } from '@shared/mask/rleString'
import type { MaskShape, PolygonPart, Ring, Shape } from '@shared/schema/shape'
import { tolerant } from '../common/tolerant'
import type { CocoAnnotation, CocoSegmentation } from './coco'
import { fromColumnMajor, toColumnMajor } from '@shared/mask/columnMajor'
import { isConsistent, rleArea, rleBounds } from '@shared/mask/measure'

/** What COCO says of a shape. */
export type CocoOutline = Pick<CocoAnnotation, 'segmentation' | 'bbox' | 'area'>

/**
 * A shape as COCO writes it: polygons, or runs when it has holes, which polygons cannot say, or when `rle` asks for
 * it. A mask's polygons follow the middles of its edge pixels' sides, unsimplified: cocoapi rasterises them to the
 * same mask. With a tolerance they may leave it by so many pixels. Box and area are those of the pixels for masks, of
 * the geometry for rectangles and polygons. Undefined for a shape without extent.
 */
export function cocoOutline(shape: Shape, size: Size, rle: boolean, tolerance = 0): CocoOutline | undefined {
  const bounds = shapeBounds(shape)
  if (!bounds || bounds.width <= 0 || bounds.height <= 0) return undefined
  if (shape.kind === 'mask') {
    const simple = rle ? shape : tolerant(shape, tolerance)
    const isSimple = simple.kind === 'polygon' && simple.parts.every(isPlain)
    return isSimple ? cocoOutline(simple, size, rle) : maskOutline(shape, size, rle)
  }
  const parts = shape.kind === 'rect' ? [rectPart(shape)] : shape.parts
  const area = polygonArea(parts)
  if (area <= 0) return undefined
  if (rle || !parts.every(isPlain)) return runsOutline(shapeToRle(shape, size))
  const { x, y, width, height } = bounds
  const bbox: CocoOutline['bbox'] = [short(x), short(y), short(width), short(height)]
  return { segmentation: polygonsOf(parts), bbox, area: short(area) }
}

function maskOutline(shape: MaskShape, size: Size, rle: boolean): CocoOutline | undefined {
  const outline = runsOutline(shapeToRle(shape, size))
  const parts = outline && !rle ? contoursOfMask(shape) : []
  return outline && parts.length > 0 && parts.every(isPlain)
    ? { ...outline, segmentation: polygonsOf(parts) }
    : outline
}

/** Runs with their own box and area; undefined when there are none, as between the centres of pixels. */
function runsOutline(runs: Rle): CocoOutline | undefined {
  const box = rleBounds(runs)
  if (!box) return undefined
  const counts = countsToString(toColumnMajor(runs).counts)
  return {
    segmentation: { size: [runs.height, runs.width], counts },
    bbox: [box.x, box.y, box.width, box.height],
    area: rleArea(runs)
  }
}

const isPlain = (part: PolygonPart): boolean => part.holes.length === 0

function polygonsOf(parts: readonly PolygonPart[]): number[][] {
  return parts.map(({ outer }) => outer.flatMap(({ x, y }) => [short(x), short(y)]))
}

/** Four decimals: a ten-thousandth of a pixel. */
function short(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/**
 * The shape that a segmentation says. Polygons become parts without holes, runs a mask.
 * @throws RangeError when runs do not fill their image.
 */
export function shapeFromCoco(segmentation: CocoSegmentation): Shape {
  if (Array.isArray(segmentation)) {
    return { kind: 'polygon', parts: segmentation.map((flat) => ({ outer: ringFrom(flat), holes: [] })) }
  }
  const [height, width] = segmentation.size
  const { counts } = segmentation
  const runs = typeof counts === 'string' ? countsFromString(counts) : Uint32Array.from(counts)
  const columns = { width, height, counts: runs }
  if (!isConsistent(columns)) throw new RangeError(`The runs do not fill ${width}×${height}`)
  return maskShape(maskFromRle(fromColumnMajor(columns)))
}

function ringFrom(flat: readonly number[]): Ring {
  const ring: Ring = []
  for (let i = 0; i + 1 < flat.length; i += 2) ring.push({ x: flat[i] ?? 0, y: flat[i + 1] ?? 0 })
  return ring
}
