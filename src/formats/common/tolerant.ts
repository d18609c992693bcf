import { contoursOfMask } from '@shared/mask/contours'
import { simplifyPolygon } from '@shared/mask/simplify'
import type { Shape } from '@shared/schema/shape'

/**
 * A mask as a polygon that leaves it by no more than so many image pixels; anything else, and without a tolerance, as
 * it is.
 */
export function tolerant(shape: Shape, tolerance = 0): Shape {
  if (shape.kind !== 'mask' || !(tolerance > 0)) return shape
  const parts = simplifyPolygon(contoursOfMask(shape), tolerance)
  return parts.length > 0 ? { kind: 'polygon', parts } : shape
}

/** The text without what it begins with, if it does. */
export function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text
}
