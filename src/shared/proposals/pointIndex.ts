import { nestMasks } from '../segment/nesting'
import type { Point } from '../geometry/spaces'
import { rleFromMask } from '../mask/maskData'
import type { Rle } from '../mask/rle'
import type { PoolMask } from './coverage'

/** Where each run ends, in pixels from the first: uint32[runs]. Kept with the mask, so that it is made once. */
const ends = new WeakMap<Rle, Uint32Array>()

/**
 * Finds the proposals under a point. Boxes are asked first, then the runs by bisection: thousands of proposals take
 * some hundredths of a millisecond.
 */
export class PointIndex<P extends PoolMask> {
  /** The smallest first; of equal ones that with the better score. */
  readonly #sorted: readonly P[]
  #last: { readonly found: readonly P[]; readonly ordered: readonly P[] } = { found: [], ordered: [] }

  constructor(proposals: readonly P[]) {
    this.#sorted = [...proposals].sort((a, b) => a.area - b.area || b.score - a.score)
  }

  /** The proposals at an image point, the smallest first. */
  at(point: Point): readonly P[] {
    const column = Math.floor(point.x)
    const row = Math.floor(point.y)
    return this.#sorted.filter(({ box, mask }) => {
      const inside = column >= box.x && row >= box.y && column < box.x + box.width && row < box.y + box.height
      return inside && hasPixel(rleFromMask(mask), row * mask.width + column)
    })
  }

  /**
   * The proposals at an image point, part before whole: first the smallest and what it is part of, step by step,
   * then those that overlap it without holding it, the smallest first. Kept until others are found.
   */
  levelsAt(point: Point): readonly P[] {
    const found = this.at(point)
    const { found: before } = this.#last
    const same = found.length === before.length && found.every((each, i) => each === before[i])
    if (!same) this.#last = { found, ordered: found.length > 2 ? wholesFirst(found) : found }
    return this.#last.ordered
  }
}

/** Orders masks by size so that what holds the smallest comes before what only overlaps it. */
function wholesFirst<P extends PoolMask>(bySize: readonly P[]): P[] {
  const { parents } = nestMasks(
    bySize.map(({ mask, box, area }) => ({ rle: rleFromMask(mask), bbox: box, area }))
  )
  const chain = new Set<P>()
  for (let at = 0; at >= 0; at = parents[at] ?? -1) {
    const mask = bySize[at]
    if (!mask) break
    chain.add(mask)
  }
  return [...chain, ...bySize.filter((mask) => !chain.has(mask))]
}

/** Whether a pixel, counted from the first in reading order, belongs to the object. */
function hasPixel(rle: Rle, pixel: number): boolean {
  const runEnds = endsOf(rle)
  let low = 0
  let high = runEnds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runEnds[middle] ?? 0) > pixel) high = middle
    else low = middle + 1
  }
  return low % 2 === 1
}

function endsOf(rle: Rle): Uint32Array {
  let known = ends.get(rle)
  if (!known) {
    known = new Uint32Array(rle.counts.length)
    let at = 0
    for (let i = 0; i < known.length; i++) known[i] = at += rle.counts[i] ?? 0
    ends.set(rle, known)
  }
  return known
}
