import { clampShape, shapeBounds } from '@shared/geometry/shape'
import type { Size } from '@shared/geometry/spaces'
import type { ItemReason } from '@shared/schema/importing'
import type { Ring, Shape } from '@shared/schema/shape'

/** What is further outside than this many pixels is reported; less is a rounding. */
const ROUNDING = 0.01
/** No coordinate of an image is larger. */
const FARTHEST = 1e9

/** A shape inside its image; `clipped` when more than a rounding was cut off. */
export interface FittedShape {
  readonly shape: Shape
  readonly clipped: boolean
}

/** Cuts a shape off at the image, as far as its size is known; says why when nothing is left. */
export function fitShape(shape: Shape, size: Size | null): FittedShape | ItemReason {
  const bounds = shapeBounds(shape)
  if (!bounds || bounds.width <= 0 || bounds.height <= 0) return 'shape-empty'
  if (size === null) return { shape, clipped: false }
  const fitted = clampShape(shape, size)
  const left = fitted && shapeBounds(fitted)
  if (!fitted || !left || left.width <= 0 || left.height <= 0) return 'coordinates-outside'
  if (fitted === shape) return { shape, clipped: false }
  const clipped =
    bounds.x < -ROUNDING ||
    bounds.y < -ROUNDING ||
    bounds.x + bounds.width > size.width + ROUNDING ||
    bounds.y + bounds.height > size.height + ROUNDING
  return { shape: fitted, clipped }
}

/** Whether it is a number that can be a coordinate. */
export function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST
}

/** A ring from x, y, x, y, …; a last point that repeats the first is left out. Says why when it is none. */
export function ringFromFlat(values: readonly unknown[]): Ring | ItemReason {
  if (!values.every(isCoordinate)) return 'coordinates-not-numbers'
  if (values.length % 2 === 1) return 'coordinates-odd'
  const ring: Ring = []
  for (let i = 0; i + 1 < values.length; i += 2) ring.push({ x: values[i] ?? 0, y: values[i + 1] ?? 0 })
  const [first] = ring
  const last = ring[ring.length - 1]
  if (ring.length > 3 && first?.x === last?.x && first?.y === last?.y) ring.pop()
  return ring.length < 3 ? 'coordinates-too-few' : ring
}
