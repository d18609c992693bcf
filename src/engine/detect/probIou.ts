import type { RotatedBox } from './detection'

const EPSILON = 1e-7

/** A box as the normal distribution of its pixels: the middle, and the covariance. */
export interface Gaussian {
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** The distribution of a box: the variance of a side is its square / 12. */
export function gaussianOf({ center, width, height, angle }: RotatedBox): Gaussian {
  const along = width ** 2 / 12
  const across = height ** 2 / 12
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    x: center.x,
    y: center.y,
    xx: along * cos ** 2 + across * sin ** 2,
    yy: along * sin ** 2 + across * cos ** 2,
    xy: (along - across) * cos * sin
  }
}

/**
 * How much two rotated boxes overlap, as 1 − the Hellinger distance of their distributions (Llerena et al., "Gaussian
 * Bounding Boxes and Probabilistic Intersection-over-Union", 2021). Ultralytics suppresses oriented boxes by it; it is
 * not the ratio of areas, but like it 1 for equal boxes and near 0 for boxes apart.
 */
export function probIou(a: Gaussian, b: Gaussian): number {
  const xx = a.xx + b.xx
  const yy = a.yy + b.yy
  const xy = a.xy + b.xy
  const dx = a.x - b.x
  const dy = a.y - b.y
  const determinant = xx * yy - xy ** 2
  const apart = (xx * dy ** 2 + yy * dx ** 2 - 2 * xy * dx * dy) / (determinant + EPSILON) / 4
  const sizes = Math.sqrt(Math.max(0, a.xx * a.yy - a.xy ** 2) * Math.max(0, b.xx * b.yy - b.xy ** 2))
  const shapes = Math.log(determinant / (4 * sizes + EPSILON) + EPSILON) / 2
  const distance = Math.min(100, Math.max(EPSILON, apart + shapes))
  return 1 - Math.sqrt(1 - Math.exp(-distance) + EPSILON)
}
