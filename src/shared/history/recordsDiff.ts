/** Changes to keyed records as data: they can be applied and inverted. Records are immutable values. */
export interface RecordsDiff<R> {
  readonly added: Readonly<Record<string, R>>
  /** From and to. */
  readonly updated: Readonly<Record<string, readonly [R, R]>>
  readonly removed: Readonly<Record<string, R>>
}

/** Whether applying it changes nothing. */
export function isEmptyDiff<R>(diff: RecordsDiff<R>): boolean {
  return (
    Object.keys(diff.added).length === 0 &&
    Object.keys(diff.updated).length === 0 &&
    Object.keys(diff.removed).length === 0
  )
}

/** What takes the change back. */
export function invertDiff<R>(diff: RecordsDiff<R>): RecordsDiff<R> {
  const updated: Record<string, readonly [R, R]> = {}
  for (const [id, [from, to]] of Object.entries(diff.updated)) updated[id] = [to, from]
  return { added: diff.removed, updated, removed: diff.added }
}

/** The records after the change, as a new map. */
export function applyDiff<R>(records: ReadonlyMap<string, R>, diff: RecordsDiff<R>): Map<string, R> {
  const next = new Map(records)
  for (const id of Object.keys(diff.removed)) next.delete(id)
  for (const [id, record] of Object.entries(diff.added)) next.set(id, record)
  for (const [id, [, to]] of Object.entries(diff.updated)) next.set(id, to)
  return next
}

/** What leads from one state to another; records are compared by identity. */
export function diffBetween<R>(
  before: ReadonlyMap<string, R>,
  after: ReadonlyMap<string, R>
): RecordsDiff<R> {
  const added: Record<string, R> = {}
  const updated: Record<string, readonly [R, R]> = {}
  const removed: Record<string, R> = {}
  for (const [id, record] of after) {
    const old = before.get(id)
    if (old === undefined) added[id] = record
    else if (old !== record) updated[id] = [old, record]
  }
  for (const [id, record] of before) if (!after.has(id)) removed[id] = record
  return { added, updated, removed }
}
