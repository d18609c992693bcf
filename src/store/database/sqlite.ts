import { DatabaseSync, backup } from '@photostructure/sqlite'
import { ProblemError } from '@shared/schema/problem'
import { harden, hardenedOptions, type Permission } from '../guard/hardened'
import { sqliteProblem, sqliteWriteProblem } from './sqliteProblem'

/** What a column can hold. */
export type SqlValue = string | number | null | Uint8Array

/** One row of a result, by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>

type Database = InstanceType<typeof DatabaseSync>
type Statement = ReturnType<Database['prepare']>

/** More pages than SQLite's largest database has; the library takes no smaller word for "all". */
const EVERY_PAGE = 2 ** 31 - 1

/** How a database is opened. */
export interface SqliteOptions {
  readonly readOnly?: boolean
  /** How long a statement waits for another process, in milliseconds. */
  readonly timeout?: number
}

/**
 * The only door to the SQLite library: typed rows, statements prepared once, transactions, and errors named as
 * problems.
 *
 * While a database is open, its file must not be opened by other means in this process: closing any descriptor of
 * it would drop SQLite's POSIX locks.
 */
export class Sqlite {
  readonly file: string
  readonly readOnly: boolean
  readonly #database: Database
  readonly #permission: Permission
  #closed = false
  #hasLog: boolean | null = null
  readonly #statements = new Map<string, Statement>()

  constructor(file: string, options: SqliteOptions = {}) {
    this.file = file
    const { readOnly = false, timeout = 5000 } = options
    this.readOnly = readOnly
    this.#database = this.#guard(() => new DatabaseSync(file, { ...hardenedOptions, readOnly, timeout }))
    this.#permission = this.#guard(() => hardenOrClose(this.#database))
  }

  /** Does work that changes the tables; at all other times that is refused. */
  migrate<T>(work: () => T): T {
    this.#permission.migrating = true
    try {
      return work()
    } finally {
      this.#permission.migrating = false
    }
  }

  /** Runs statements without parameters or results. */
  exec(sql: string): void {
    this.#guard(() => this.#database.exec(sql))
  }

  /** Runs a statement and returns how many rows it changed, and the last row id. */
  run(sql: string, ...values: SqlValue[]): { changes: number; lastId: number } {
    return this.#guard(() => {
      const result = this.#prepare(sql).run(...values)
      return { changes: result.changes, lastId: Number(result.lastInsertRowid) }
    }, sqliteWriteProblem)
  }

  /** The first row, or undefined. */
  get(sql: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.#guard(() => this.#prepare(sql).get(...values) as SqlRow | undefined)
  }

  /** All rows. */
  all(sql: string, ...values: SqlValue[]): readonly SqlRow[] {
    return this.#guard(() => this.#prepare(sql).all(...values) as SqlRow[])
  }

  /** A pragma's value: the first column of its first row. */
  pragma(pragma: string): SqlValue {
    const row = this.#guard(() => this.#database.prepare(`PRAGMA ${pragma}`).get() as SqlRow | undefined)
    return row === undefined ? null : (Object.values(row)[0] ?? null)
  }

  /**
   * Runs `work` as one transaction: everything it wrote is kept, or nothing when it throws. Inside of another it is a
   * part of that one, which must then fail too.
   */
  transaction<T>(work: () => T): T {
    if (this.#isInTransaction()) return work()
    this.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite may have rolled back by itself, as it does when the disk is full.
      if (this.#isInTransaction()) this.exec('ROLLBACK')
      throw error
    }
  }

  /**
   * A transaction whose work would be done again if it were lost. It does not wait for the disk, so that a power failure
   * may undo it, as a whole; the next transaction that does wait brings it to the disk, too.
   */
  repeatable<T>(work: () => T): T {
    if (this.#isInTransaction()) return work()
    // Without the log, not to wait could cost the file.
    this.#hasLog ??= this.pragma('journal_mode') === 'wal'
    if (!this.#hasLog) return this.transaction(work)
    this.exec('PRAGMA synchronous = NORMAL')
    try {
      return this.transaction(work)
    } finally {
      this.exec('PRAGMA synchronous = FULL')
    }
  }

  /** Reads several things as they were at one moment, whatever other connections write. */
  snapshot<T>(read: () => T): T {
    if (!this.#closed && this.#isInTransaction()) return read()
    this.exec('BEGIN')
    try {
      return read()
    } finally {
      if (this.#isInTransaction()) this.exec('COMMIT')
    }
  }

  /** Copies the whole database to a new file, on another thread. */
  async backupTo(target: string): Promise<void> {
    try {
      // In one step: a copy in several would start again at every write.
      await backup(this.#database, target, { rate: EVERY_PAGE })
    } catch (error) {
      throw sqliteProblem(error, target)
    }
  }

  /** Ends all statements, and lets go of the file: Windows could not rename or remove it otherwise. */
  close(): void {
    if (this.#closed) return
    this.#statements.clear()
    this.#closed = true
    this.#database.close()
  }

  #isInTransaction(): boolean {
    return this.#database.isTransaction
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #guard<T>(work: () => T, problemOf = sqliteProblem): T {
    if (this.#closed) throw new ProblemError('not-open', `The project ${this.file} is closed.`, {})
    try {
      return work()
    } catch (error) {
      throw problemOf(error, this.file)
    }
  }
}

function hardenOrClose(database: Database): Permission {
  try {
    return harden(database)
  } catch (error) {
    database.close()
    throw error
  }
}
