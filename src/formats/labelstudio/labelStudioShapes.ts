import type { Size } from '@shared/geometry/spaces'
import { boxCorners } from '@shared/geometry/box'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import type { ItemReason } from '@shared/schema/importing'
import type { Ring, Shape } from '@shared/schema/shape'
import { ellipseRing, turned } from '../common/ellipse'
import { fitShape, isCoordinate, ringFromFlat } from '../import/fit'
import { excerpt } from '../import/json'
import type { ReadLimits } from '../import/limits'
import { unpackBrush } from './brushRuns'

/** A region of Label Studio, or why there is none. */
export type FoundShape =
  | { readonly shape: Shape; readonly clipped: boolean; readonly changed: string | null }
  | { readonly reason: ItemReason; readonly detail: string | null }

type Value = Readonly<Record<string, unknown>>

const refused = (reason: ItemReason, detail: string | null = null): FoundShape => ({ reason, detail })

/** Regions by the beginning of their type: `rectangle` and `rectanglelabels` are the same. */
const readers: Readonly<Record<string, (value: Value, size: Size, limits: ReadLimits) => FoundShape>> = {
  rectangle: rectangle,
  polygon: polygon,
  ellipse: ellipse,
  brush: brush
}

/** The shape that a result's `value` says, in percent of the image. */
export function studioShape(type: string, value: Value, size: Size, limits: ReadLimits): FoundShape {
  const kind = type.replace(/labels$/, '')
  const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined
  return read ? read(value, size, limits) : refused('shape-unsupported', type)
}

function fitted(shape: Shape, size: Size, changed: string | null = null): FoundShape {
  const fit = fitShape(shape, size)
  return typeof fit === 'string' ? refused(fit) : { ...fit, changed }
}

const ringShape = (outer: Ring): Shape => ({ kind: 'polygon', parts: [{ outer, holes: [] }] })

/** Numbers of a value; undefined when one is missing or no coordinate. */
function numbersOf(value: Value, ...names: readonly string[]): readonly number[] | undefined {
  const numbers = names.map((name) => value[name])
  return numbers.every(isCoordinate) ? numbers : undefined
}

/** A box; one that is turned, around its upper left corner, becomes a polygon. */
function rectangle(value: Value, { width, height }: Size): FoundShape {
  const numbers = numbersOf({ rotation: 0, ...value }, 'x', 'y', 'width', 'height', 'rotation')
  if (!numbers) return refused('coordinates-not-numbers')
  const [x = 0, y = 0, w = 0, h = 0, rotation = 0] = numbers
  const box = {
    x: (x * width) / 100,
    y: (y * height) / 100,
    width: (w * width) / 100,
    height: (h * height) / 100
  }
  if (box.width <= 0 || box.height <= 0) return refused('shape-empty')
  if (rotation % 360 === 0) return fitted({ kind: 'rect', ...box }, { width, height })
  const corners = boxCorners(box).map((corner) => ({ x: corner.x, y: corner.y }))
  return fitted(ringShape(turned(corners, box, rotation)), { width, height }, 'rotation → polygon')
}

function polygon({ points }: Value, size: Size, limits: ReadLimits): FoundShape {
  if (!Array.isArray(points)) return refused('object-malformed', 'points')
  if (points.length > limits.points) return refused('object-too-large')
  const flat: number[] = []
  for (const point of points as readonly unknown[]) {
    if (!Array.isArray(point)) return refused('object-malformed', 'points')
    if (point.length !== 2) return refused('coordinates-odd')
    const [x, y] = point as readonly unknown[]
    if (!isCoordinate(x) || !isCoordinate(y)) return refused('coordinates-not-numbers')
    flat.push((x * size.width) / 100, (y * size.height) / 100)
  }
  const ring = ringFromFlat(flat)
  return typeof ring === 'string' ? refused(ring) : fitted(ringShape(ring), size)
}

function ellipse(value: Value, size: Size): FoundShape {
  const numbers = numbersOf({ rotation: 0, ...value }, 'x', 'y', 'radiusX', 'radiusY', 'rotation')
  if (!numbers) return refused('coordinates-not-numbers')
  const [x = 0, y = 0, rx = 0, ry = 0, rotation = 0] = numbers
  if (rx <= 0 || ry <= 0) return refused('shape-empty')
  const center = { x: (x * size.width) / 100, y: (y * size.height) / 100 }
  const ring = ellipseRing(center, (rx * size.width) / 100, (ry * size.height) / 100, rotation)
  return fitted(ringShape(ring), size, 'ellipse → polygon')
}

function brush({ format, rle }: Value, size: Size): FoundShape {
  if (format !== undefined && format !== 'rle')
    return refused('shape-unsupported', `brush ${excerpt(format)}`)
  const isByte = (value: unknown): boolean =>
    typeof value === 'number' && value >= 0 && value <= 255 && Number.isInteger(value)
  if (!Array.isArray(rle) || !rle.every(isByte)) return refused('runs-malformed')
  const runs = unpackBrush(Uint8Array.from(rle as readonly number[]), size)
  return typeof runs === 'string' ? refused(runs) : fitted(maskShape(maskFromRle(runs)), size)
}
