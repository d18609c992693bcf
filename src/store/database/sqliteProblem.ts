import { ProblemError } from '@shared/schema/problem'

/** Primary result codes of SQLite that are told apart (https://sqlite.org/rescode.html). */
const code = {
  busy: 5,
  locked: 6,
  readonly: 8,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  toobig: 18,
  notadb: 26
} as const

const kinds = new Map<number, 'disk-full' | 'save-failed' | 'project-damaged'>([
  [code.full, 'disk-full'],
  [code.busy, 'save-failed'],
  [code.locked, 'save-failed'],
  [code.readonly, 'save-failed'],
  [code.ioerr, 'save-failed'],
  [code.cantopen, 'save-failed'],
  [code.corrupt, 'project-damaged'],
  // A value beyond the limit of the connection, which nothing that Maskwright writes comes near.
  [code.toobig, 'project-damaged'],
  [code.notadb, 'project-damaged']
])

/** The primary result code of a value that is larger than the connection reads or writes. */
export const sqliteTooBig = code.toobig

/** The library leaves the code out where a statement fails between two rows; SQLite's texts say the same. */
const codesByText: Readonly<Record<string, number>> = {
  'database is locked': code.busy,
  'disk I/O error': code.ioerr,
  'database disk image is malformed': code.corrupt,
  'database or disk is full': code.full,
  'string or blob too big': code.toobig,
  'file is not a database': code.notadb
}

/** SQLite's primary result code of a thrown error, or null when it has none. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff
  const isSqlite = 'code' in error && error.code === 'ERR_SQLITE_ERROR'
  return isSqlite ? (codesByText[error.message] ?? null) : null
}

/** A damaged project file, with the reason. */
export function damaged(file: string, reason: string, cause?: unknown): ProblemError {
  const message = `The project file ${file} is damaged: ${reason}.`
  return new ProblemError('project-damaged', message, { file, reason }, { cause })
}

/** Names what SQLite refused to write: there, the file is not at fault for a value that is too large. */
export function sqliteWriteProblem(error: unknown, file: string): unknown {
  if (sqliteCode(error) !== sqliteTooBig || !(error instanceof Error)) return sqliteProblem(error, file)
  const reason = `${file}: ${error.message}`
  return new ProblemError('save-failed', `Saving failed: ${reason}.`, { reason }, { cause: error })
}

/** Names what SQLite refused in words that a person is told; anything else comes back as it was. */
export function sqliteProblem(error: unknown, file: string): unknown {
  const found = sqliteCode(error)
  const kind = found === null ? undefined : kinds.get(found)
  if (kind === undefined || !(error instanceof Error)) return error
  if (kind === 'project-damaged') return damaged(file, error.message, error)
  if (kind === 'disk-full') {
    const message = `The disk is full: ${file} could not be written.`
    return new ProblemError('disk-full', message, { file }, { cause: error })
  }
  const reason = `${file}: ${error.message}`
  return new ProblemError('save-failed', `Saving failed: ${reason}.`, { reason }, { cause: error })
}
