import { existsSync } from 'node:fs'
import { copyFile, open, readFile } from 'node:fs/promises'
import { applicationId } from '../database'
import { withSidecars } from '../paths'
import { Sqlite } from '../sqlite'

/** The header and schema of a sound project file, to put in the place of damaged ones. */
export type FirstPage = Uint8Array

/** SQLite's page size, which new files have. */
const pageSize = 4096
/** Offsets in SQLite's file header (https://sqlite.org/fileformat.html, section 1.3). */
const header = { changeCounter: 24, freePages: 32, freePageCount: 36, versionValidFor: 92 } as const

/** The first page of a sound project file that no process has open. */
export async function readFirstPage(database: string): Promise<FirstPage> {
  return (await readFile(database)).subarray(0, pageSize)
}

/**
 * Copies a damaged file (and its log) and makes the copy as readable as it can be; null when nothing helps.
 *
 * Tables of a project begin at the same pages in every file of the same version, since they are all made at the
 * start. So a destroyed first page can be replaced by that of any other project.
 */
export async function readableCopy(
  database: string,
  copy: string,
  firstPages: readonly FirstPage[]
): Promise<Sqlite | null> {
  if (!existsSync(database)) return null
  const [, log] = withSidecars(database)
  const [, copiedLog] = withSidecars(copy)
  const attempts = [unchanged, ...firstPages.map((page) => () => page)]
  for (const attempt of attempts) {
    await copyFile(database, copy)
    if (existsSync(log)) await copyFile(log, copiedLog)
    await patchFirstPage(copy, attempt)
    const db = openReadable(copy)
    if (db !== null) return db
  }
  return null
}

const unchanged = (page: Uint8Array): Uint8Array => page

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

function openReadable(file: string): Sqlite | null {
  let db: Sqlite | null = null
  try {
    db = new Sqlite(file)
    const sound = db.pragma('application_id') === applicationId
    if (sound && db.all('SELECT name FROM sqlite_master').length > 0) return db
  } catch {
    // The next attempt may do better.
  }
  db?.close()
  return null
}
