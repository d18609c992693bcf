import type { Coverage } from './coverage'
import type { PoolFilters } from '../schema/proposal'
import { passesFilters } from './filters'
import type { PoolMask } from './poolMask'

/** A pool's proposals, told apart. */
export interface Offer<P extends PoolMask> {
  /** Those that can be adopted now, in their order. */
  readonly visible: readonly P[]
  /** Dismissed, and could be restored. */
  readonly dismissed: readonly P[]
  /** How many became objects. */
  readonly adopted: number
}

/** Which proposals are offered: neither adopted nor dismissed, and passing the filters. */
export function offerOf<P extends PoolMask & { readonly dismissed: boolean }>(
  proposals: readonly P[],
  filters: PoolFilters,
  coverage: ReadonlyMap<string, Exclude<Coverage, 'free'>>
): Offer<P> {
  const visible: P[] = []
  const dismissed: P[] = []
  let adopted = 0
  for (const proposal of proposals) {
    const by = coverage.get(proposal.id)
    if (by === 'adopted') adopted++
    else if (proposal.dismissed) dismissed.push(proposal)
    else if (!(by && filters.hideCovered) && passesFilters(filters, proposal)) visible.push(proposal)
  }
  return { visible, dismissed, adopted }
}
