import { signedRingArea } from '@shared/geometry/polygon'
import type { PolygonPart, Ring } from '@shared/schema/shape'

/** No more pairs of points than this are compared for one bridge; of longer rings only every n-th point is. */
const MOST_PAIRS = 60_000

/**
 * One ring that covers what a polygon with several parts and holes covers: every further ring is joined to the
 * largest one by a bridge of no width, which is walked there and back, as Ultralytics' merge_multi_segment joins the
 * parts of a COCO object. Filled by the even-odd rule it is the polygon, as long as its parts do not overlap. Holes
 * run against their outer rings, so that the non-zero rule gives the same.
 */
export function joinRings(parts: readonly PolygonPart[]): Ring {
  const rings = parts.map(({ outer, holes }) =>
    attach(
      turned(outer, 1),
      holes.map((hole) => turned(hole, -1))
    )
  )
  const sizes = rings.map((ring) => Math.abs(signedRingArea(ring)))
  const largest = sizes.indexOf(Math.max(...sizes))
  return attach(
    rings[largest] ?? [],
    rings.filter((_, i) => i !== largest)
  )
}

/** The ring in the given direction. */
function turned(ring: Ring, sign: 1 | -1): Ring {
  return Math.sign(signedRingArea(ring)) === -sign ? ring.toReversed() : ring
}

/** Joins rings to a base, each where it comes nearest. */
function attach(base: Ring, others: readonly Ring[]): Ring {
  if (others.length === 0) return base
  const guests = new Map<number, Ring[]>()
  for (const ring of others) {
    const [at, from] = nearestPair(base, ring)
    const walk = [...ring.slice(from), ...ring.slice(0, from), ...ring.slice(from, from + 1)]
    guests.set(at, [...(guests.get(at) ?? []), walk])
  }
  return base.flatMap((point, i) => [point, ...(guests.get(i) ?? []).flatMap((walk) => [...walk, point])])
}

/** Indices of the points of two rings that lie nearest to each other. */
function nearestPair(base: Ring, ring: Ring): [number, number] {
  const stride = Math.max(1, Math.ceil(Math.sqrt((base.length * ring.length) / MOST_PAIRS)))
  let best: [number, number] = [0, 0]
  let nearest = Infinity
  for (let j = 0; j < ring.length; j += stride) {
    const to = ring[j]
    if (!to) continue
    for (let i = 0; i < base.length; i += stride) {
      const from = base[i]
      if (!from) continue
      const distance = (from.x - to.x) ** 2 + (from.y - to.y) ** 2
      if (distance < nearest) {
        nearest = distance
        best = [i, j]
      }
    }
  }
  return best
}
