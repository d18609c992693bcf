import { existsSync } from 'node:fs'
import { copyFile, open, readFile } from 'node:fs/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { applicationId } from '../../database/database'
import { schemaFault } from '../../guard/schema'
import { withSidecars } from '../../paths'
import { column } from '../../database/rowValues'
import { Sqlite } from '../../database/sqlite'

/** The header and schema of a sound project file, to put in the place of damaged ones. */
type FirstPage = Uint8Array

/** SQLite's page size, which new files have. */
const pageSize = 4096
/** Offsets in SQLite's file header (https://sqlite.org/fileformat.html, section 1.3). */
const header = { changeCounter: 24, freePages: 32, freePageCount: 36, versionValidFor: 92 } as const

/** The first page of a sound project file that no process has open. */
async function readFirstPage(database: string): Promise<FirstPage> {
  return (await readFile(database)).subarray(0, pageSize)
}

/**
 * Copies a damaged file (and its log) and makes the copy as readable as it can be; null when nothing helps. What is
 * read of the copy are rows of the tables that Maskwright makes, and no other SQL that the file may hold.
 *
 * Tables of a project begin at the same pages in every file of the same version, since they are all made at the
 * start. So a destroyed first page can be replaced by that of any other project; so can one that holds anything else
 * than these tables, which may begin elsewhere where the file has been migrated.
 * @param template a sound project file that no process has open
 */
export async function readableCopy(database: string, copy: string, template: string): Promise<Sqlite | null> {
  if (!existsSync(database)) return null
  const fresh = async (): Promise<void> => {
    await copyFile(database, copy)
    const [, log] = withSidecars(database)
    const [, copiedLog] = withSidecars(copy)
    if (existsSync(log)) await copyFile(log, copiedLog)
  }
  await fresh()
  await patchFirstPage(copy, (page) => page)
  const found = openReadable(copy)
  if (found instanceof Sqlite) return found
  // Where the tables can be found, the log has been worked into the copy, which may hold the first page, too.
  if (found === null) await fresh()
  const page = found === null ? await readFirstPage(template) : await firstPageWith(template, found)
  await patchFirstPage(copy, () => page)
  const patched = openReadable(copy)
  return patched instanceof Sqlite ? patched : null
}

/** Also makes SQLite take the size from the file itself, so that a truncated file is not refused as a whole. */
async function patchFirstPage(file: string, replace: (page: Uint8Array) => Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    const page = Buffer.alloc(pageSize)
    await handle.read(page, 0, pageSize, 0)
    const patched = Buffer.from(replace(page))
    patched.writeUInt32BE((patched.readUInt32BE(header.changeCounter) + 1) >>> 0, header.versionValidFor)
    patched.writeUInt32BE(0, header.freePages)
    patched.writeUInt32BE(0, header.freePageCount)
    await handle.write(patched, 0, pageSize, 0)
  } finally {
    await handle.close()
  }
}

/** Where tables and indexes begin, by name. */
type Roots = ReadonlyMap<string, number>

/** A copy with the tables of a project; or only where they begin, when it holds other things as well. */
function openReadable(file: string): Sqlite | Roots | null {
  let db: Sqlite | null = null
  try {
    db = new Sqlite(file)
    if (db.pragma('application_id') === applicationId) {
      if (schemaFault(db, Number(db.pragma('user_version'))) === null) return db
      const roots = rootsOf(db)
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.pragma('journal_mode = delete')
      db.close()
      return roots.size > 0 ? roots : null
    }
  } catch {
    // The next attempt may do better.
  }
  db?.close()
  return null
}

function rootsOf(db: Sqlite): Roots {
  const sql = `SELECT name, rootpage FROM sqlite_master WHERE type IN ('table', 'index') AND rootpage > 1 LIMIT 100`
  return new Map(db.all(sql).map((row) => [column.text(row, 'name'), column.number(row, 'rootpage')]))
}

/** The first page of a sound project whose tables begin elsewhere. */
async function firstPageWith(template: string, roots: Roots): Promise<FirstPage> {
  const file = `${template}.roots`
  await copyFile(template, file)
  // Not as the files of projects are opened: this one is our own, and its schema is to be written.
  const db = new DatabaseSync(file, { defensive: false })
  try {
    db.exec('PRAGMA writable_schema = ON; BEGIN')
    const write = db.prepare('UPDATE sqlite_master SET rootpage = ? WHERE name = ?')
    for (const [name, root] of roots) write.run(root, name)
    db.exec('COMMIT')
  } finally {
    db.close()
  }
  return readFirstPage(file)
}
