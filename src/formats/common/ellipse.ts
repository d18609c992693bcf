import type { Point } from '@shared/geometry/spaces'
import type { Ring } from '@shared/schema/shape'

/** How far the polygon of an ellipse may leave it, in pixels. */
const TOLERANCE = 0.05
const FEWEST = 16
const MOST = 2048

/** The polygon of an ellipse that is turned clockwise by `degrees`: its points lie on it, its sides within 0.05 px. */
export function ellipseRing(center: Point, radiusX: number, radiusY: number, degrees = 0): Ring {
  const radius = Math.max(radiusX, radiusY)
  const step = 2 * Math.acos(Math.max(-1, 1 - TOLERANCE / radius))
  // A multiple of four has points at the ends of both axes.
  const count = Math.min(MOST, Math.max(FEWEST, 4 * Math.ceil(Math.PI / 2 / step)))
  const ring = Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count
    return { x: center.x + radiusX * Math.cos(angle), y: center.y + radiusY * Math.sin(angle) }
  })
  return degrees === 0 ? ring : turned(ring, center, degrees)
}

/** Points turned around one of them or another, clockwise on the screen. */
export function turned(ring: Ring, center: Point, degrees: number): Ring {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return ring.map(({ x, y }) => ({
    x: center.x + (x - center.x) * cos - (y - center.y) * sin,
    y: center.y + (x - center.x) * sin + (y - center.y) * cos
  }))
}
