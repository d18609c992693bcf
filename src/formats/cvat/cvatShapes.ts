import type { Size } from '@shared/geometry/spaces'
import { boxCenter, boxCorners, boxFromCorners } from '@shared/geometry/box'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import type { ItemReason } from '@shared/schema/importing'
import type { Ring, Shape } from '@shared/schema/shape'
import { ellipseRing, turned } from '../common/ellipse'
import { fitShape, isCoordinate, ringFromFlat } from '../import/fit'
import type { ReadLimits } from '../import/limits'
import type { XmlElement } from '../codecs/xml/element'
import { placeRuns } from './runs'

/** A shape of CVAT, or why there is none. */
export type FoundShape =
  | { readonly shape: Shape; readonly clipped: boolean; readonly changed: string | null }
  | { readonly reason: ItemReason; readonly detail: string | null }

const refused = (reason: ItemReason, detail: string | null = null): FoundShape => ({ reason, detail })

/** The elements of an image that are shapes, and all that is known of them here. */
export const shapeElements: ReadonlySet<string> = new Set([
  'box',
  'polygon',
  'polyline',
  'points',
  'ellipse',
  'mask',
  'cuboid',
  'skeleton',
  'tag'
])

/** The shape that an element says. */
export function cvatShape(element: XmlElement, size: Size | null, limits: ReadLimits): FoundShape {
  switch (element.name) {
    case 'box':
      return box(element, size)
    case 'polygon':
      return polygon(element, size, limits)
    case 'ellipse':
      return ellipse(element, size)
    case 'mask':
      return mask(element, size, limits)
    default:
      return refused('shape-unsupported', element.name)
  }
}

/** Numbers of attributes; undefined when one is missing or no coordinate. */
function numbersOf({ attributes }: XmlElement, ...names: readonly string[]): readonly number[] | undefined {
  const numbers = names.map((name) => numberFrom(attributes.get(name)))
  return numbers.every(isCoordinate) ? numbers : undefined
}

function numberFrom(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text)
}

/** Degrees clockwise; 0 where nothing is said. */
function rotationOf({ attributes }: XmlElement): number | undefined {
  const rotation = Number(attributes.get('rotation') ?? 0)
  return Number.isFinite(rotation) ? rotation : undefined
}

function fitted(shape: Shape, size: Size | null, changed: string | null = null): FoundShape {
  const fit = fitShape(shape, size)
  return typeof fit === 'string' ? refused(fit) : { ...fit, changed }
}

const ringShape = (outer: Ring): Shape => ({ kind: 'polygon', parts: [{ outer, holes: [] }] })

/** A box; one that is turned, around its middle, becomes a polygon. */
function box(element: XmlElement, size: Size | null): FoundShape {
  const numbers = numbersOf(element, 'xtl', 'ytl', 'xbr', 'ybr')
  const rotation = rotationOf(element)
  if (!numbers || rotation === undefined) return refused('coordinates-not-numbers')
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers
  const upright = boxFromCorners({ x: left, y: top }, { x: right, y: bottom })
  if (rotation % 360 === 0) return fitted({ kind: 'rect', ...upright }, size)
  if (upright.width <= 0 || upright.height <= 0) return refused('shape-empty')
  const corners = boxCorners(upright).map(({ x, y }) => ({ x, y }))
  return fitted(ringShape(turned(corners, boxCenter(upright), rotation)), size, 'rotation → polygon')
}

function polygon(element: XmlElement, size: Size | null, limits: ReadLimits): FoundShape {
  const text = element.attributes.get('points') ?? ''
  const pairs = text.split(';').filter((pair) => pair.trim() !== '')
  if (pairs.length > limits.points) return refused('object-too-large')
  const flat: number[] = []
  for (const pair of pairs) {
    const [x, y, ...more] = pair.split(',')
    if (y === undefined || more.length > 0) return refused('coordinates-odd', pair.slice(0, 80))
    flat.push(numberFrom(x), numberFrom(y))
  }
  const ring = ringFromFlat(flat)
  return typeof ring === 'string' ? refused(ring) : fitted(ringShape(ring), size)
}

function ellipse(element: XmlElement, size: Size | null): FoundShape {
  const numbers = numbersOf(element, 'cx', 'cy', 'rx', 'ry')
  const rotation = rotationOf(element)
  if (!numbers || rotation === undefined) return refused('coordinates-not-numbers')
  const [x = 0, y = 0, rx = 0, ry = 0] = numbers
  if (rx <= 0 || ry <= 0) return refused('shape-empty')
  return fitted(ringShape(ellipseRing({ x, y }, rx, ry, rotation)), size, 'ellipse → polygon')
}

function mask(element: XmlElement, size: Size | null, limits: ReadLimits): FoundShape {
  const numbers = numbersOf(element, 'left', 'top', 'width', 'height')
  if (!numbers) return refused('coordinates-not-numbers')
  const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Math.trunc)
  if (width <= 0 || height <= 0) return refused('shape-empty')
  if (width * height > limits.pixels) return refused('size-impossible', `${width}×${height}`)
  if (size === null) return refused('size-unknown')
  const placed = placeRuns(element.attributes.get('rle') ?? '', { x, y, width, height }, size)
  if (typeof placed === 'string') return refused(placed)
  const fit = fitShape(maskShape(maskFromRle(placed.runs)), size)
  if (typeof fit === 'string') return refused(placed.clipped ? 'coordinates-outside' : fit)
  return { shape: fit.shape, clipped: placed.clipped, changed: null }
}
