import { likeness, nameKey } from './nameKey'

/** What was found under a name. */
export type Found<V> = { readonly value: V } | 'missing' | 'ambiguous'

/**
 * Values by file name or path, found under names that are written differently: the same text wins, then the same but
 * for its Unicode normal form, then the same but for case. Several that are equally alike are ambiguous.
 */
export class NameMap<V> {
  private readonly exact = new Map<string, V>()
  /** Names by their key; made when a name is first looked for that is not there as written. */
  private byKey: Map<string, string[]> | null = null

  constructor(entries: Iterable<readonly [string, V]> = []) {
    for (const [name, value] of entries) this.set(name, value)
  }

  /** @param value for a name that is there already replaces the old one */
  set(name: string, value: V): void {
    if (this.byKey && !this.exact.has(name)) addTo(this.byKey, name)
    this.exact.set(name, value)
  }

  /** Whether the name is there as it is written. */
  has(name: string): boolean {
    return this.exact.has(name)
  }

  look(name: string): Found<V> {
    const exact = this.exact.get(name)
    if (exact !== undefined) return { value: exact }
    if (!this.byKey) {
      this.byKey = new Map()
      for (const each of this.exact.keys()) addTo(this.byKey, each)
    }
    const alike = this.byKey.get(nameKey(name)) ?? []
    const sameText = alike.filter((each) => likeness(each, name) === 'normal-form')
    const [found, other] = sameText.length > 0 ? sameText : alike
    if (found === undefined) return 'missing'
    const value = this.exact.get(found)
    return other === undefined && value !== undefined ? { value } : 'ambiguous'
  }

  /** The value of the name; undefined where there is none, or more than one. */
  get(name: string): V | undefined {
    const found = this.look(name)
    return typeof found === 'string' ? undefined : found.value
  }
}

function addTo(byKey: Map<string, string[]>, name: string): void {
  const key = nameKey(name)
  const known = byKey.get(key)
  if (known) known.push(name)
  else byKey.set(key, [name])
}
