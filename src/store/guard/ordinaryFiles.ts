import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { ProblemError } from '@shared/schema/problem'
import { errorCode } from '../fileErrors'
import { projectFiles, withSidecars } from '../paths'
import { damaged } from '../database/sqliteProblem'

/** What a path names itself, without following a link; null when there is nothing. */
function look(path: string): Stats | null {
  try {
    return lstatSync(path)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** A database and everything that SQLite reads or writes next to it. */
export function databaseFiles(database: string): readonly string[] {
  return [...withSidecars(database), `${database}-journal`]
}

function linked(file: string): ProblemError {
  const message =
    `${file} is a link or not an ordinary file, so that opening the project could change a file elsewhere. ` +
    'Delete it, or replace it with the file itself, and open the folder again.'
  return new ProblemError('project-linked', message, { file })
}

/**
 * Looks at the folder of a project and at each of its files before anything of them is used. A folder from somebody
 * else may hold symbolic links, junctions, pipes or devices under these names; whoever opens or writes such a name
 * reaches whatever it leads to. Files that are written in place must not have a second name elsewhere, either.
 * @throws ProblemError 'project-linked' naming the file
 */
export function refuseLinks(directory: string): void {
  const folder = look(directory)
  // An ordinary file of that name harms nobody: the project is then kept elsewhere.
  if (folder === null || folder.isFile()) return
  if (!folder.isDirectory()) throw linked(directory)
  const { database, backup, lock, holder, readme } = projectFiles(directory)
  const writtenInPlace = [...databaseFiles(database), ...databaseFiles(lock)]
  for (const file of [...writtenInPlace, ...databaseFiles(backup), holder, readme]) {
    const found = look(file)
    if (found === null) continue
    if (!found.isFile()) throw linked(file)
    if (found.nlink > 1 && writtenInPlace.includes(file)) throw linked(file)
    // The lock is an empty file; a database in its place would be opened as one.
    if (file === lock && found.size > 0) throw linked(file)
  }
  // The lock has no journal.
  if (namesOtherFile(`${lock}-journal`)) throw linked(`${lock}-journal`)
}

/** Names a file for as long as it exists. */
export type FileIdentity = string

/**
 * What is at a path now, or null; to be compared after the file was opened, where it cannot be opened without
 * following links.
 * @throws ProblemError 'project-linked' when it is not an ordinary file
 */
export function identityOf(path: string): FileIdentity | null {
  const found = look(path)
  if (found === null) return null
  if (!found.isFile()) throw linked(path)
  return `${found.dev}:${found.ino}`
}

/** @throws ProblemError 'project-linked' when another file has taken the place of the one that was looked at */
export function refuseExchange(path: string, before: FileIdentity | null): void {
  const now = identityOf(path)
  if (before !== null && now !== before) throw linked(path)
}

/** The end of a rollback journal that belongs to a transaction over several files (https://sqlite.org/fileformat.html, 3). */
const superJournalMark = Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7])

/**
 * A rollback journal can name a file by its path, which SQLite deletes once it has rolled back. It does so only for
 * transactions over several databases, which a project never has.
 * @throws ProblemError 'project-damaged'
 */
export function refuseForeignJournal(database: string): void {
  const journal = `${database}-journal`
  if (namesOtherFile(journal)) throw damaged(journal, 'it names a file outside of the project')
}

function namesOtherFile(journal: string): boolean {
  const file = openOrdinary(journal)
  if (file === null) return false
  try {
    const { size } = fstatSync(file)
    if (size < superJournalMark.length) return false
    const end = Buffer.alloc(superJournalMark.length)
    readSync(file, end, 0, end.length, size - end.length)
    return end.equals(superJournalMark)
  } finally {
    closeSync(file)
  }
}

/** Opens an ordinary file for reading, and nothing else: no link is followed and no pipe waited for. */
function openOrdinary(path: string): number | null {
  // Windows knows neither flag, and no pipes in folders.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>
  if (look(path) === null) return null
  const file = openSync(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK)
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw linked(path)
}

/** Notes are short; what is longer is no note. */
const longestNote = 64 * 1024

/** The text of a short file. Throws when it is not there, not an ordinary file, or too long. */
export function readNote(path: string): string {
  const file = openOrdinary(path)
  if (file === null) throw new Error(`${path} is not there`)
  try {
    const { size } = fstatSync(file)
    if (size > longestNote) throw new Error(`${path} is too long`)
    const bytes = Buffer.alloc(size)
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, size, 0))
  } finally {
    closeSync(file)
  }
}
