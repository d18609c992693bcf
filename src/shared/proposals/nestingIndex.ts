import { isPart } from '../segment/nesting'
import { rleFromMask } from '../mask/maskData'
import type { PoolParts } from '../schema/proposal'
import { coveredPart, type PoolMask } from './coverage'

/** What one proposal has to do with the others, by their ids. */
interface Kin {
  readonly proposal: PoolMask
  /** Larger ones that it is part of. */
  readonly wholes: Set<string>
  /** Smaller ones that are part of it. */
  readonly parts: Set<string>
}

/** What covers more of the image than this is what things stand on, not a thing that they are parts of. */
const groundPart = 0.75

/**
 * Which proposals of a pool lie inside which, and so which of some proposals are whole, or have no parts. Masks are
 * immutable, so each is compared with each other once: proposals that arrive cost what they bring. What counts as
 * inside is what an object covers, so that nothing is left of a whole that was adopted.
 */
export class NestingIndex {
  readonly #kin = new Map<string, Kin>()

  /** Takes in the proposals of the pool; those that it has no more are forgotten. */
  update(proposals: readonly PoolMask[]): void {
    const now = new Map(proposals.map((each) => [each.id, each]))
    for (const { proposal } of [...this.#kin.values()])
      if (now.get(proposal.id)?.mask !== proposal.mask) this.#forget(proposal.id)
    for (const proposal of proposals) if (!this.#kin.has(proposal.id)) this.#add(proposal)
  }

  /**
   * Those of some proposals that are taken together: all; those that lie in no other of them, without the ground that
   * others lie on; or those that no other of them lies in.
   */
  choose<P extends PoolMask>(proposals: readonly P[], parts: PoolParts): readonly P[] {
    if (parts === 'all') return proposals
    const among = new Set(proposals.map(({ id }) => id))
    const partsOf = (id: string): string[] =>
      [...(this.#kin.get(id)?.parts ?? [])].filter((part) => among.has(part))
    if (parts === 'smallest') return proposals.filter(({ id }) => partsOf(id).length === 0)
    const isGround = ({ id, mask, area }: PoolMask): boolean =>
      area > groundPart * mask.width * mask.height && partsOf(id).length > 0
    for (const each of proposals) if (isGround(each)) among.delete(each.id)
    return proposals.filter(({ id }) => {
      const wholes = this.#kin.get(id)?.wholes ?? []
      return among.has(id) && ![...wholes].some((whole) => among.has(whole))
    })
  }

  #add(proposal: PoolMask): void {
    const kin: Kin = { proposal, wholes: new Set(), parts: new Set() }
    for (const other of this.#kin.values()) {
      const isLarger = proposal.area > other.proposal.area
      const [part, whole] = isLarger ? [other, kin] : [kin, other]
      if (!lies(part.proposal, whole.proposal)) continue
      part.wholes.add(whole.proposal.id)
      whole.parts.add(part.proposal.id)
    }
    this.#kin.set(proposal.id, kin)
  }

  #forget(id: string): void {
    const kin = this.#kin.get(id)
    if (!kin) return
    for (const other of kin.wholes) this.#kin.get(other)?.parts.delete(id)
    for (const other of kin.parts) this.#kin.get(other)?.wholes.delete(id)
    this.#kin.delete(id)
  }
}

function lies(part: PoolMask, whole: PoolMask): boolean {
  return isPart(nested(part), nested(whole), coveredPart)
}

function nested({ mask, box, area }: PoolMask) {
  return { rle: rleFromMask(mask), bbox: box, area }
}
