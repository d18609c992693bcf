import { deflateSync, inflateSync } from 'node:zlib'
import { z } from 'zod'
import { editNameSchema, type EditName, type HistoryState } from '@shared/schema/diff'
import { column } from './database/rowValues'
import type { Sqlite, SqlRow, SqlValue } from './database/sqlite'
import { damaged } from './database/sqliteProblem'

/** Where a change belongs: an image's id, 0 for the project's classes, or -1 for imports. */
export type Scope = number

/** The scope of the project's classes. */
export const labelScope: Scope = 0

/** The scope of imports: each entry names the entries of the images that it changed. */
export const importScope: Scope = -1

/**
 * `done` is in force; `undone` can be redone; `abandoned` was undone and then passed over by another edit; `staged` was
 * written by an import before it is decided. Only staged entries are ever deleted.
 */
export const entryStates = ['done', 'undone', 'abandoned', 'staged'] as const
export type EntryState = (typeof entryStates)[number]
const entryStateSchema = z.enum(entryStates)

/** One edit as it is kept. */
export interface JournalEntry<D> {
  readonly seq: number
  readonly name: EditName
  readonly diff: D
}

/** Diffs longer than this are compressed; shorter ones would not gain. */
const compressFrom = 512

/** A few bytes can be packed text of any length; this many bytes are more than any edit has. */
const longestDiff = 256 * 1024 * 1024

/** Stores a diff as text, or compressed when it is long. */
export function packDiff(diff: unknown): SqlValue {
  const text = JSON.stringify(diff)
  return text.length < compressFrom ? text : deflateSync(text)
}

/** Reads what `packDiff` made. */
export function unpackDiff(value: SqlValue | undefined): unknown {
  if (typeof value === 'string') return JSON.parse(value)
  if (value instanceof Uint8Array) {
    return JSON.parse(inflateSync(value, { maxOutputLength: longestDiff }).toString('utf8'))
  }
  throw new TypeError('A diff is neither text nor bytes')
}

/** The edits of every scope, in order, without a limit; `D` is the kind of diff and `schema` its check on reading. */
export class Journal<D> {
  constructor(
    private readonly db: Sqlite,
    private readonly schema: z.ZodType<D>
  ) {}

  /** Adds an edit that was just done; what could have been redone is passed over. */
  append(scope: Scope, name: EditName, diff: D, labels: Iterable<number>): number {
    this.db.run(`UPDATE journal SET state = 'abandoned' WHERE scope = ? AND state = 'undone'`, scope)
    const { lastId } = this.db.run(
      `INSERT INTO journal (scope, time, name, state, diff) VALUES (?, ?, ?, 'done', ?)`,
      scope,
      Date.now(),
      name,
      packDiff(diff)
    )
    for (const label of labels) this.db.run('INSERT INTO journal_labels VALUES (?, ?)', label, lastId)
    return lastId
  }

  /** The edit that undo would take back. */
  lastDone(scope: Scope): JournalEntry<D> | null {
    return this.#entry(
      `SELECT * FROM journal WHERE scope = ? AND state = 'done' ORDER BY seq DESC LIMIT 1`,
      scope
    )
  }

  /** The edit that redo would do again. */
  firstUndone(scope: Scope): JournalEntry<D> | null {
    return this.#entry(
      `SELECT * FROM journal WHERE scope = ? AND state = 'undone' ORDER BY seq LIMIT 1`,
      scope
    )
  }

  /** One entry of a scope, whatever its state, or null when it is not there. */
  entry(scope: Scope, seq: number): (JournalEntry<D> & { readonly state: EntryState }) | null {
    const row = this.db.get('SELECT * FROM journal WHERE scope = ? AND seq = ?', scope, seq)
    if (row === undefined) return null
    return { ...this.#read(row), state: entryStateSchema.parse(row['state']) }
  }

  /** The edits in force from a number on, the newest first. */
  doneSince(scope: Scope, seq: number): readonly JournalEntry<D>[] {
    const sql = `SELECT * FROM journal WHERE scope = ? AND state = 'done' AND seq >= ? ORDER BY seq DESC`
    return this.db.all(sql, scope, seq).map((row) => this.#read(row))
  }

  setState(seq: number, state: EntryState): void {
    this.db.run('UPDATE journal SET state = ? WHERE seq = ?', state, seq)
  }

  /** The diffs that are in force, oldest first. */
  done(scope: Scope): readonly D[] {
    return this.#diffs(scope, 'done')
  }

  /** The diffs that are in force and can be read, oldest first, for what does not depend on each of them. */
  readable(scope: Scope): readonly D[] {
    const sql = `SELECT * FROM journal WHERE scope = ? AND state = 'done' ORDER BY seq`
    return this.db.all(sql, scope).flatMap((row) => {
      try {
        return [this.#read(row).diff]
      } catch {
        return []
      }
    })
  }

  /** The diffs that redo would do again, in that order. */
  undone(scope: Scope): readonly D[] {
    return this.#diffs(scope, 'undone')
  }

  #diffs(scope: Scope, state: EntryState): readonly D[] {
    return this.db
      .all('SELECT * FROM journal WHERE scope = ? AND state = ? ORDER BY seq', scope, state)
      .map((row) => this.#read(row).diff)
  }

  /** What undo and redo would do next. */
  history(scope: Scope): HistoryState {
    const undo = this.db.get(
      `SELECT name FROM journal WHERE scope = ? AND state = 'done' ORDER BY seq DESC LIMIT 1`,
      scope
    )
    const redo = this.db.get(
      `SELECT name FROM journal WHERE scope = ? AND state = 'undone' ORDER BY seq LIMIT 1`,
      scope
    )
    return { undo: this.#name(undo), redo: this.#name(redo) }
  }

  #name(row: SqlRow | undefined): EditName | null {
    // What cannot be named cannot be undone, either; the image can be worked on all the same.
    return editNameSchema.safeParse(row?.['name']).data ?? null
  }

  #entry(sql: string, scope: Scope): JournalEntry<D> | null {
    const row = this.db.get(sql, scope)
    return row === undefined ? null : this.#read(row)
  }

  #read(row: SqlRow): JournalEntry<D> {
    const seq = column.number(row, 'seq')
    try {
      const diff = this.schema.parse(unpackDiff(row['diff']))
      return { seq, name: editNameSchema.parse(row['name']), diff }
    } catch (error) {
      throw damaged(this.db.file, `the history entry ${seq} cannot be read`, error)
    }
  }
}
