import simplifyLine from 'simplify-js'
import type { MaskData, PolygonPart, Ring } from '../schema/shape'
import { ringsOf } from '../geometry/polygon'
import { hasCrossing } from '../geometry/crossing'
import { contoursOfMask } from './contours'
import { rleFromMask } from './maskData'
import { patchToRle } from './patch'
import { rasterizePolygon } from './rasterize'
import { rleIou } from './measure'

/** A polygon made of a mask with fewer points, and what it kept. */
export interface Simplified {
  readonly parts: PolygonPart[]
  /** Intersection over union of the mask and the polygon's pixels; 1 = the same pixels. */
  readonly iou: number
}

/** How often a tolerance is halved for a part whose rings would cross, before it is left as it was. */
const ATTEMPTS = 4

/** The polygon of a mask, simplified with a tolerance in image pixels (0 keeps every pixel), and the IoU kept. */
export function simplifyKeeping(mask: MaskData, tolerance: number): Simplified {
  const parts = simplifyPolygon(contoursOfMask(mask), tolerance)
  const kept = patchToRle(rasterizePolygon(parts, mask), mask)
  return { parts, iou: rleIou(rleFromMask(mask), kept) }
}

/**
 * Each part with fewer points, none of the left-out ones further than `tolerance` pixels from the new rings. A part
 * whose rings would cross themselves or each other gets a finer tolerance.
 */
export function simplifyPolygon(parts: readonly PolygonPart[], tolerance: number): PolygonPart[] {
  if (!(tolerance > 0)) return [...parts]
  return parts.map((part) => {
    let finer = tolerance
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const simple = {
        outer: simplifyRing(part.outer, finer),
        holes: part.holes.map((hole) => simplifyRing(hole, finer))
      }
      if (!hasCrossing(ringsOf(simple))) return simple
      finer /= 2
    }
    return part
  })
}

/**
 * A ring with fewer points (Ramer, Douglas and Peucker), never fewer than three. It is cut at two points far from
 * each other, which stay, and both halves are simplified.
 */
export function simplifyRing(ring: Ring, tolerance: number): Ring {
  if (ring.length <= 3) return ring
  const start = farthestFrom(ring, ring[0])
  const turned = [...ring.slice(start), ...ring.slice(0, start)]
  const opposite = farthestFrom(turned, turned[0])
  const there = simplifyLine(turned.slice(0, opposite + 1), tolerance, true)
  const back = simplifyLine([...turned.slice(opposite), ...turned.slice(0, 1)], tolerance, true)
  const simple = [...there, ...back.slice(1, -1)]
  return simple.length >= 3 ? simple : triangle(turned, opposite)
}

function farthestFrom(ring: Ring, from: Ring[number] | undefined): number {
  let best = 0
  let farthest = -1
  ring.forEach(({ x, y }, i) => {
    const distance = from ? (x - from.x) ** 2 + (y - from.y) ** 2 : 0
    if (distance > farthest) {
      farthest = distance
      best = i
    }
  })
  return best
}

/** The first point, the one opposite, and the one furthest from the line between them. */
function triangle(ring: Ring, opposite: number): Ring {
  const a = ring[0]
  const b = ring[opposite]
  if (!a || !b) return ring
  let third = 1
  let farthest = -1
  ring.forEach(({ x, y }, i) => {
    const distance = Math.abs((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x))
    if (i !== 0 && i !== opposite && distance > farthest) {
      farthest = distance
      third = i
    }
  })
  return ring.filter((_, i) => i === 0 || i === opposite || i === third)
}
