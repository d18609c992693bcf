import { labelsDiffSchema, type EditName, type HistoryState, type LabelsDiff } from '@shared/schema/diff'
import { invertDiff, isEmptyDiff } from '@shared/history/recordsDiff'
import { labelIdSchema } from '@shared/schema/ids'
import { labelSchema, paletteColor, type Label } from '@shared/schema/label'
import { ProblemError } from '@shared/schema/problem'
import { Journal, labelScope, type EntryState } from './journal'
import { column } from './database/rowValues'
import { badInput } from './imports/rebaseDiff'
import type { Sqlite, SqlRow } from './database/sqlite'

/** The classes, and what can be undone of them. */
export interface LabelsState {
  readonly labels: readonly Label[]
  readonly history: HistoryState
}

/** Names are the same class when they differ only in case. */
const folded = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/** The project's classes and their history. */
export class LabelStore {
  readonly #journal: Journal<LabelsDiff>
  #labels = new Map<string, Label>()

  constructor(private readonly db: Sqlite) {
    this.#journal = new Journal(db, labelsDiffSchema)
    this.#load()
  }

  all(): readonly Label[] {
    return [...this.#labels.values()]
  }

  has(id: number): boolean {
    return this.#labels.has(String(id))
  }

  state(): LabelsState {
    return { labels: this.all(), history: this.#journal.history(labelScope) }
  }

  /** The number of the next class: above every number in use or that undo could bring back. */
  nextId(): number {
    return 1 + Math.max(0, ...this.#takenIds())
  }

  /** Gives a project without classes its first one, outside of the history. */
  addFirst(name: string): void {
    if (this.#labels.size > 0) return
    const { id, color, ...rest } = labelSchema.parse({ id: 1, name, color: paletteColor(0) })
    this.db.run('INSERT INTO labels (id, name, color) VALUES (?, ?, ?)', id, rest.name, color)
    this.#load()
  }

  /** Changes the classes. @throws ProblemError 'label-duplicate', 'label-in-use' or 'bad-input' */
  commit(name: EditName, input: LabelsDiff): LabelsState {
    const parsed = labelsDiffSchema.safeParse(input)
    if (!parsed.success) throw badInput(parsed.error.issues[0]?.message ?? 'it is malformed')
    const diff = this.#settle(parsed.data)
    if (isEmptyDiff(diff)) return this.state()
    this.#write(diff, () => this.#journal.append(labelScope, name, diff, []))
    return this.state()
  }

  /** Takes over what is stored, after a transaction around a change has failed or has written classes itself. */
  reload(): void {
    this.#load()
  }

  /** Adds classes in one step; part of the caller's transaction. Gives its number, or null when there are none. */
  add(labels: readonly Label[]): number | null {
    if (labels.length === 0) return null
    const added = Object.fromEntries(labels.map((label) => [String(label.id), label]))
    this.commit('import', { added, updated: {}, removed: {} })
    return this.#journal.lastDone(labelScope)?.seq ?? null
  }

  /**
   * Takes back the newest change of the classes, which is the one named; part of the caller's transaction. Steps of
   * `ignored`, in ascending order, do not count as uses. False, and nothing is changed, when there is a newer one or a
   * class is in use.
   */
  takeBack(seq: number, ignored: readonly number[]): boolean {
    const entry = this.#journal.lastDone(labelScope)
    if (entry?.seq !== seq) return false
    const ids = Object.values(entry.diff.added).map((label) => label.id)
    if (ids.some((id) => this.#countOfObjects(id) > 0) || this.#isInStep(ids, ignored)) return false
    for (const id of ids) this.db.run('DELETE FROM labels WHERE id = ?', id)
    this.#journal.setState(seq, 'undone')
    return true
  }

  /** Does again what `takeBack` took back; part of the caller's transaction. False when that is no longer possible. */
  bringBack(seq: number): boolean {
    const entry = this.#journal.entry(labelScope, seq)
    if (entry?.state === 'done') return true
    if (entry === null || this.#journal.firstUndone(labelScope)?.seq !== seq) return false
    this.#replay(seq, entry.diff, 'done')
    return true
  }

  /**
   * Whether a step that can be undone or redone has one of the classes. Those to be ignored may be tens of thousands,
   * and lie close together: what is outside of them is looked up by class, what is between them by step.
   */
  #isInStep(ids: readonly number[], ignored: readonly number[]): boolean {
    const [first, last] = [ignored[0] ?? 0, ignored.at(-1) ?? 0]
    const labels = JSON.stringify(ids)
    const found = this.db.get(
      `SELECT 1 FROM json_each(?) JOIN journal_labels ON label = value AND seq < ? JOIN journal USING (seq)
          WHERE state <> 'abandoned'
        UNION ALL SELECT 1 FROM json_each(?) JOIN journal_labels ON label = value AND seq > ? JOIN journal USING (seq)
          WHERE state <> 'abandoned'
        UNION ALL SELECT 1 FROM journal CROSS JOIN journal_labels USING (seq)
          WHERE journal.seq BETWEEN ? AND ? AND state <> 'abandoned'
            AND journal.seq NOT IN (SELECT value FROM json_each(?)) AND label IN (SELECT value FROM json_each(?))
        LIMIT 1`,
      ...[labels, first, labels, last, first, last, JSON.stringify(ignored), labels]
    )
    return found !== undefined
  }

  undo(): LabelsState {
    const entry = this.#journal.lastDone(labelScope)
    if (entry !== null) this.#replay(entry.seq, invertDiff(entry.diff) as LabelsDiff, 'undone')
    return this.state()
  }

  redo(): LabelsState {
    const entry = this.#journal.firstUndone(labelScope)
    if (entry !== null) this.#replay(entry.seq, entry.diff, 'done')
    return this.state()
  }

  #replay(seq: number, diff: LabelsDiff, state: EntryState): void {
    this.#write(diff, () => this.#journal.setState(seq, state))
  }

  #write(diff: LabelsDiff, record: () => void): void {
    for (const label of Object.values(diff.removed)) this.#refuseInUse(label)
    try {
      this.db.transaction(() => {
        for (const { id } of Object.values(diff.removed)) this.db.run('DELETE FROM labels WHERE id = ?', id)
        for (const { id, name, color } of Object.values(diff.added)) {
          this.db.run('INSERT INTO labels (id, name, color) VALUES (?, ?, ?)', id, name, color)
        }
        for (const [, { id, name, color }] of Object.values(diff.updated)) {
          this.db.run('UPDATE labels SET name = ?, color = ? WHERE id = ?', name, color, id)
        }
        record()
      })
    } finally {
      this.#load()
    }
  }

  /** Checked against what is stored, which is also what the change starts from. */
  #settle(diff: LabelsDiff): LabelsDiff {
    const taken = this.#takenIds()
    const updated: Record<string, [Label, Label]> = {}
    const removed: Record<string, Label> = {}
    const after = new Map(this.#labels)
    for (const key of Object.keys(diff.removed)) {
      removed[key] = this.#stored(key)
      after.delete(key)
    }
    for (const [key, [, to]] of Object.entries(diff.updated)) {
      if (String(to.id) !== key) throw badInput(`the class ${to.id} is filed under ${key}`)
      if (Object.hasOwn(removed, key)) throw badInput(`the class ${key} is both removed and kept`)
      updated[key] = [this.#stored(key), to]
      after.set(key, to)
    }
    for (const [key, label] of Object.entries(diff.added)) {
      if (String(label.id) !== key) throw badInput(`the class ${label.id} is filed under ${key}`)
      if (taken.has(label.id)) throw badInput(`the class number ${label.id} was already given`)
      after.set(key, label)
    }
    refuseDuplicates(after.values())
    return { added: diff.added, updated, removed }
  }

  #stored(key: string): Label {
    const label = this.#labels.get(key)
    if (label === undefined) throw badInput(`there is no class ${key}`)
    return label
  }

  #takenIds(): Set<number> {
    const ids = new Set(this.all().map((label): number => label.id))
    for (const { added, removed } of this.#journal.readable(labelScope)) {
      for (const { id } of [...Object.values(added), ...Object.values(removed)]) ids.add(id)
    }
    return ids
  }

  /** A class stays while objects have it, or while undo or redo could bring one back that has it. */
  #refuseInUse({ id, name }: Label): void {
    const objects = this.#countOfObjects(id)
    const steps = this.#count(
      `SELECT count(*) AS n FROM journal_labels JOIN journal USING (seq)
       WHERE label = ? AND state <> 'abandoned'`,
      id
    )
    if (objects === 0 && steps === 0) return
    const use =
      objects > 0 ? `${objects} objects have it` : 'undo or redo could bring back an object that has it'
    throw new ProblemError('label-in-use', `The class "${name}" is in use: ${use}.`, { name, count: objects })
  }

  #countOfObjects(id: number): number {
    return this.#count('SELECT count(*) AS n FROM annotations WHERE label = ?', id)
  }

  #count(sql: string, id: number): number {
    const row = this.db.get(sql, id)
    return row === undefined ? 0 : column.number(row, 'n')
  }

  #load(): void {
    const rows = this.db.all('SELECT * FROM labels ORDER BY id')
    this.#labels = new Map(
      rows.map((row) => {
        const label = readLabel(row)
        return [String(label.id), label]
      })
    )
  }
}

/** A class whose name or color makes no sense gets one that says its number: its objects are what counts. */
function readLabel(row: SqlRow): Label {
  const id = labelIdSchema.parse(row['id'])
  const { name, color } = labelSchema.shape
  return {
    id,
    name: name.safeParse(row['name']).data ?? `class-${id}`,
    color: color.safeParse(row['color']).data ?? paletteColor(id - 1)
  }
}

function refuseDuplicates(labels: Iterable<Label>): void {
  const names = new Set<string>()
  for (const { name } of labels) {
    const key = folded(name)
    if (names.has(key)) {
      throw new ProblemError('label-duplicate', `There is a class "${name}" already.`, { name })
    }
    names.add(key)
  }
}
