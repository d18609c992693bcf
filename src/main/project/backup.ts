import { existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { withSidecars, type ProjectFiles } from './paths'
import { Sqlite } from './sqlite'

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

/**
 * Copies the project to its backup on another thread, from a connection of its own, so that edits go on meanwhile.
 * The backup is replaced only by a complete copy.
 */
export async function writeBackup({ database, backup }: ProjectFiles): Promise<void> {
  const partial = `${backup}.partial`
  await rm(partial, { force: true })
  const source = new Sqlite(database, { readOnly: true })
  try {
    await source.backupTo(partial)
  } finally {
    source.close()
  }
  await rename(partial, backup)
}
