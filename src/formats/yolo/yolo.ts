import { clampBox, type Box } from '@shared/geometry/box'
import type { Size } from '@shared/geometry/spaces'
import { shapeBounds } from '@shared/geometry/shape'
import { contoursOfMask, contoursOfPatch } from '@shared/mask/contours'
import { maskFromRle, patchFromMask } from '@shared/mask/maskData'
import { patchToRle } from '@shared/mask/patch'
import { rasterizePolygon, rectPart, shapeToRle } from '@shared/mask/rasterize'
import type { PolygonPart, Ring, Shape } from '@shared/schema/shape'
import { joinRings } from './singleRing'
import { rleIou } from '@shared/mask/measure'

/** Numbers are written as millionths of the image's side, so that "inside [0, 1]" can be settled in whole numbers. */
const WHOLE = 1_000_000

/** An object as a line of a YOLO label file says it. */
export interface YoloObject {
  /** Place of the class in the dataset's list, from 0. */
  readonly classIndex: number
  /** A rectangle for a detection line, one ring for a segmentation line; image pixels. */
  readonly shape: Shape
}

/**
 * A line of a detection label file: class, centre x, centre y, width, height as shares of the image. Undefined for a
 * shape without extent. Not only each number but also each side of the box lies inside [0, 1].
 */
export function yoloBoxLine(classIndex: number, shape: Shape, size: Size): string | undefined {
  const bounds = shapeBounds(shape)
  const box = bounds && clampBox(bounds, size)
  if (!box) return undefined
  const [centerX, width] = centerAndLength(box.x / size.width, box.width / size.width)
  const [centerY, height] = centerAndLength(box.y / size.height, box.height / size.height)
  if (width <= 0 || height <= 0) return undefined
  return [classIndex, ...[centerX, centerY, width, height].map(text)].join(' ')
}

/** In millionths: the centre, and the length cut so that neither end leaves [0, 1]. */
function centerAndLength(start: number, length: number): [number, number] {
  const center = millionths(start + length / 2)
  return [center, Math.min(millionths(length), 2 * center, 2 * (WHOLE - center))]
}

/**
 * A line of a segmentation label file: class, then x and y of each point of ONE ring as shares of the image. Holes and
 * further parts are joined to it by bridges without width. Undefined for a shape without extent.
 */
export function yoloSegmentLine(classIndex: number, shape: Shape, size: Size): string | undefined {
  const points: [number, number][] = []
  for (const { x, y } of ringOf(shape, size)) {
    const point: [number, number] = [millionths(x / size.width), millionths(y / size.height)]
    const last = points[points.length - 1]
    if (last?.[0] !== point[0] || last[1] !== point[1]) points.push(point)
  }
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  if (points.length < 3 || isFlat(xs) || isFlat(ys)) return undefined
  return [classIndex, ...points.flat().map(text)].join(' ')
}

/** The one ring that stands for a shape. */
function ringOf(shape: Shape, size: Size): Ring {
  if (shape.kind === 'rect') return rectPart(shape).outer
  if (shape.kind === 'mask') return joinRings(contoursOfMask(shape))
  const ring = joinRings(shape.parts)
  return shape.parts.length === 1 || covers(ring, shape, size) ? ring : joinRings(withoutOverlap(shape, size))
}

/** Whether a ring covers the same pixels as the shape, which it does unless parts overlap. */
function covers(ring: Ring, shape: Shape, size: Size): boolean {
  const target = shapeToRle(shape, size)
  const found = patchToRle(rasterizePolygon([{ outer: ring, holes: [] }], size), size)
  return target.counts.length === 1 || rleIou(target, found) === 1
}

/** The outline of the pixels of a polygon whose parts overlap. */
function withoutOverlap(shape: Shape, size: Size): PolygonPart[] {
  const patch = patchFromMask(maskFromRle(shapeToRle(shape, size)))
  return patch ? contoursOfPatch(patch) : []
}

/**
 * Reads a line of either kind: four numbers are a box, an even number from six on is a ring.
 * @throws RangeError for anything else.
 */
export function parseYoloLine(line: string, size: Size): YoloObject {
  const [classIndex = NaN, ...values] = line.trim().split(/\s+/).map(Number)
  const isClass = Number.isInteger(classIndex) && classIndex >= 0
  if (!isClass || !values.every((value) => value >= 0 && value <= 1)) throw lineError(line)
  const [a = 0, b = 0, c = 0, d = 0] = values
  if (values.length === 4) {
    const box: Box = {
      x: (a - c / 2) * size.width,
      y: (b - d / 2) * size.height,
      width: c * size.width,
      height: d * size.height
    }
    return { classIndex, shape: { kind: 'rect', ...box } }
  }
  if (values.length < 6 || values.length % 2 === 1) throw lineError(line)
  const outer: Ring = []
  for (let i = 0; i + 1 < values.length; i += 2) {
    outer.push({ x: (values[i] ?? 0) * size.width, y: (values[i + 1] ?? 0) * size.height })
  }
  return { classIndex, shape: { kind: 'polygon', parts: [{ outer, holes: [] }] } }
}

/** Reads a label file; empty lines are skipped. */
export function parseYolo(content: string, size: Size): YoloObject[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseYoloLine(line, size))
}

const lineError = (line: string): RangeError => new RangeError(`Not a YOLO label: ${line.slice(0, 80)}`)
const millionths = (share: number): number => Math.min(WHOLE, Math.max(0, Math.round(share * WHOLE)))
const text = (value: number): string => (value / WHOLE).toFixed(6)
const isFlat = (values: readonly number[]): boolean => values.every((value) => value === values[0])
