import type { Size } from '../geometry/spaces'
import type { Shape } from '../schema/shape'
import { coverageBy, coveringMask, type Coverage, type CoveringMask, type PoolMask } from './coverage'

/** Which proposals an object covers, among the first `seen` of them. */
interface Reach {
  readonly object: CoveringMask | null
  readonly covered: Set<string>
  readonly adopted: Set<string>
  seen: number
}

/**
 * What the objects of an image make of its proposals. Shapes are immutable, so each is compared with each proposal
 * once: an edit costs what it brought, and so do proposals that arrive.
 */
export class CoverageIndex {
  #proposals: readonly PoolMask[] = []
  #known = new WeakMap<Shape, Reach>()

  /**
   * The coverage of each proposal that is not free, by id.
   * @param size of the image, which all masks have.
   */
  update(
    proposals: readonly PoolMask[],
    shapes: Iterable<Shape>,
    size: Size
  ): ReadonlyMap<string, Exclude<Coverage, 'free'>> {
    if (!beginsWith(proposals, this.#proposals)) this.#known = new WeakMap()
    this.#proposals = proposals
    const found = new Map<string, Exclude<Coverage, 'free'>>()
    for (const shape of shapes) {
      const { covered, adopted } = this.#reachOf(shape, size)
      for (const id of covered) if (!found.has(id)) found.set(id, 'covered')
      for (const id of adopted) found.set(id, 'adopted')
    }
    return found
  }

  #reachOf(shape: Shape, size: Size): Reach {
    let reach = this.#known.get(shape)
    if (!reach) {
      reach = { object: coveringMask(shape, size), covered: new Set(), adopted: new Set(), seen: 0 }
      this.#known.set(shape, reach)
    }
    const { object, covered, adopted } = reach
    for (const proposal of object ? this.#proposals.slice(reach.seen) : []) {
      const coverage = object && coverageBy(object, proposal)
      if (coverage === 'adopted') adopted.add(proposal.id)
      else if (coverage === 'covered') covered.add(proposal.id)
    }
    reach.seen = this.#proposals.length
    return reach
  }
}

/** Whether the first proposals have the same masks as before, whatever else became of them. */
function beginsWith(now: readonly PoolMask[], before: readonly PoolMask[]): boolean {
  return before.every(({ mask }, i) => now[i]?.mask === mask)
}
