import { existsSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { ProblemError } from '@shared/schema/problem'
import { removeFile, rename } from '../../files/operations'
import { errorCode } from '../fileErrors'
import { removeTemporaries, temporaryName } from '../guard/replaceFile'
import { withSidecars, type ProjectFiles } from '../paths'
import { Sqlite } from '../database/sqlite'

const dayMs = 24 * 60 * 60 * 1000

/** Whether the backup is missing or older than a day and than the project. */
export function backupIsOld({ database, backup }: ProjectFiles, now = Date.now()): boolean {
  if (!existsSync(database)) return false
  if (!existsSync(backup)) return true
  const made = statSync(backup).mtimeMs
  const written = Math.max(
    ...withSidecars(database)
      .slice(0, 2)
      .filter((file) => existsSync(file))
      .map((file) => statSync(file).mtimeMs)
  )
  return now - made > dayMs && written > made
}

/** Up to this size a changed project is copied whenever it is closed; a larger one once a day. */
const alwaysCopiedBytes = 64 * 1024 * 1024

/** Whether closing a changed project makes a backup. */
export function backupIsDueAtClose(files: ProjectFiles): boolean {
  return statSync(files.database).size <= alwaysCopiedBytes || backupIsOld(files)
}

/**
 * Copies the project to its backup on another thread, from a connection of its own, so that edits go on meanwhile.
 * The backup is replaced only by a complete copy.
 */
export async function writeBackup({ database, backup }: ProjectFiles): Promise<void> {
  const partial = temporaryName(backup)
  try {
    await removeTemporaries(backup)
    // Made here, and new: SQLite would follow a link.
    await writeFile(partial, '', { flag: 'wx' })
    const source = new Sqlite(database, { readOnly: true })
    try {
      await source.backupTo(partial)
    } finally {
      source.close()
    }
    await rename(partial, backup)
  } catch (error) {
    await removeFile(partial).catch(() => undefined)
    if (error instanceof ProblemError) throw error
    const reason = `${backup}: ${errorCode(error)}`
    throw new ProblemError('save-failed', `The backup failed: ${reason}.`, { reason }, { cause: error })
  }
}
