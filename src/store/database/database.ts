import { existsSync, statSync } from 'node:fs'
import { ProblemError } from '@shared/schema/problem'
import { identityOf, refuseExchange, refuseForeignJournal, refuseLinks } from '../guard/ordinaryFiles'
import { checkSchema } from '../guard/schema'
import { getMeta, setMeta } from './meta'
import { currentVersion, migrations } from './migrations/migrations'
import type { Migration } from './migrations/migration'
import { projectFiles, withSidecars, type ProjectFiles } from '../paths'
import { Sqlite } from './sqlite'
import { damaged } from './sqliteProblem'

/** Marks a SQLite file as a Maskwright project: "MWPJ". */
export const applicationId = 0x4d57504a

/** Files up to this size are checked at every opening, larger ones after an unclean end: 16 MB take about 20 ms. */
const alwaysCheckedBytes = 16 * 1024 * 1024

/** How a project's database is opened. */
export interface DatabaseOptions {
  readonly directory: string
  readonly readOnly?: boolean
  /** 'delete' avoids the write-ahead log, for file systems that cannot share memory between processes. */
  readonly journalMode?: 'wal' | 'delete'
  /** The file was checked just now, by another process that has been trusted with it. */
  readonly checked?: boolean
}

/**
 * Opens the project's database, making or migrating it where needed.
 * @throws ProblemError 'project-newer', 'project-damaged', 'project-linked', 'disk-full' or 'save-failed'; nothing is
 * written then.
 */
export function openDatabase(options: DatabaseOptions): Sqlite {
  const files = projectFiles(options.directory)
  refuseLinks(options.directory)
  refuseForeignJournal(files.database)
  assertNotLost(files)
  const before = identityOf(files.database)
  const db = new Sqlite(files.database, { readOnly: options.readOnly ?? false })
  try {
    // SQLite opens what a link leads to; so it is looked again whether there is one.
    refuseExchange(files.database, before)
    checkIdentity(db)
    if (options.checked !== true) checkIntegrity(db)
    if (options.readOnly === true) applyReadShims(db)
    else makeReady(db, options.journalMode ?? 'wal')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Marks that everything was written, and closes. The log goes too, so that a closed project is one plain file that
 * can also be read where nothing can be written.
 */
export function closeDatabase(db: Sqlite): void {
  try {
    setMeta(db, 'clean', '1')
    db.pragma('wal_checkpoint(TRUNCATE)')
    disableWal(db)
  } finally {
    db.close()
  }
}

function disableWal(db: Sqlite): void {
  try {
    db.exec('PRAGMA busy_timeout = 0')
    db.pragma('journal_mode = delete')
  } catch (error) {
    // Another process still reads; the log stays, and is empty.
    if (!(error instanceof ProblemError) || error.kind !== 'save-failed') throw error
  }
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

/** A file that is gone or emptied, while a log or a backup shows that there was one, is no new project. */
function assertNotLost({ database, backup }: ProjectFiles): void {
  if (sizeOf(database) > 0) return
  const [, log] = withSidecars(database)
  if (sizeOf(backup) > 0 || sizeOf(log) > 0) {
    throw damaged(database, existsSync(database) ? 'it is empty' : 'it is gone, but its backup is there')
  }
}

function isBlank(db: Sqlite): boolean {
  return db.get('SELECT 1 FROM sqlite_master LIMIT 1') === undefined && db.pragma('user_version') === 0
}

/** Refuses other applications' databases, newer versions and foreign tables before anything is written. */
function checkIdentity(db: Sqlite): void {
  if (isBlank(db)) return
  if (db.pragma('application_id') !== applicationId) throw damaged(db.file, 'it is no Maskwright project')
  const found = Number(db.pragma('user_version'))
  if (found > currentVersion) {
    throw new ProblemError(
      'project-newer',
      `${db.file} was written by a newer Maskwright (version ${found}; this one knows ${currentVersion}).`,
      { file: db.file, version: found, supported: currentVersion }
    )
  }
  checkSchema(db, found)
}

function checkIntegrity(db: Sqlite): void {
  if (isBlank(db)) return
  const small = sizeOf(db.file) <= alwaysCheckedBytes
  if (!small && getMeta(db, 'clean') === '1') return
  const verdict = db.pragma('quick_check(1)')
  if (verdict !== 'ok') throw damaged(db.file, String(verdict))
}

function makeReady(db: Sqlite, journalMode: 'wal' | 'delete'): void {
  setJournalMode(db, journalMode)
  db.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
  db.transaction(() => {
    if (isBlank(db)) db.exec(`PRAGMA application_id = ${applicationId}`)
    migrate(db)
    if (getMeta(db, 'created') === null) setMeta(db, 'created', new Date().toISOString())
    setMeta(db, 'clean', '0')
  })
}

/** Where shared memory is not to be had, SQLite keeps the rollback journal, or refuses; both are fine. */
function setJournalMode(db: Sqlite, wanted: 'wal' | 'delete'): void {
  try {
    db.pragma(`journal_mode = ${wanted}`)
  } catch (error) {
    if (wanted === 'delete') throw error
    db.pragma('journal_mode = delete')
  }
}

function migrate(db: Sqlite): void {
  db.migrate(() => {
    for (const { version, sql } of missingSteps(db)) {
      db.exec(sql)
      db.exec(`PRAGMA user_version = ${version}`)
    }
  })
}

function applyReadShims(db: Sqlite): void {
  db.migrate(() => {
    for (const { reading } of missingSteps(db)) if (reading !== undefined) db.exec(reading)
  })
}

function missingSteps(db: Sqlite): readonly Migration[] {
  const from = Number(db.pragma('user_version'))
  return migrations.filter(({ version }) => version > from)
}
