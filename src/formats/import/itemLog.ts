import type { ImportItem, ItemCount } from '@shared/schema/importing'

/** How many items are kept one by one; beyond that they are only counted. */
const MOST_NAMED = 10_000

/** Collects what was not taken over as it stands. Its size is bounded, whatever the dataset. */
export class ItemLog {
  private readonly tally = new Map<string, ItemCount>()
  private readonly named: ImportItem[] = []

  add(item: ImportItem): void {
    const key = `${item.reason} ${item.action}`
    const count = (this.tally.get(key)?.count ?? 0) + 1
    this.tally.set(key, { reason: item.reason, action: item.action, count })
    if (this.named.length < MOST_NAMED) this.named.push(item)
  }

  get counts(): readonly ItemCount[] {
    return [...this.tally.values()]
  }

  get items(): readonly ImportItem[] {
    return this.named
  }
}
