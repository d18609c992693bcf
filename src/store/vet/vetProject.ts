import { ProblemError } from '@shared/schema/problem'
import { yieldToEventLoop } from '../yieldToEventLoop'
import { closeDatabase, openDatabase } from '../database/database'
import { ImageIndex } from '../scan/imageIndex'
import { LabelStore } from '../labels'
import { column } from '../database/rowValues'
import type { Sqlite } from '../database/sqlite'
import { damaged } from '../database/sqliteProblem'

/** More than any project has, and as much as opening one can take. */
const limits: readonly { readonly what: string; readonly sql: string; readonly most: number }[] = [
  { what: 'classes', sql: 'SELECT count(*) AS n FROM labels', most: 100_000 },
  { what: 'images', sql: 'SELECT count(*) AS n FROM images', most: 1_000_000 },
  {
    what: 'objects on one image',
    sql: 'SELECT max(n) AS n FROM (SELECT count(*) AS n FROM annotations GROUP BY image)',
    most: 200_000
  },
  { what: 'bytes in one path', sql: 'SELECT max(octet_length(path)) AS n FROM images', most: 100_000 }
]

/** Refuses what would take the application's memory before it is read. @throws ProblemError 'project-damaged' */
export async function refuseTooLarge(db: Sqlite): Promise<void> {
  for (const { what, sql, most } of limits) {
    await yieldToEventLoop()
    const row = db.get(sql)
    const found = row === undefined ? null : column.numberOrNull(row, 'n')
    if (found !== null && found > most)
      throw damaged(db.file, `it has ${found} ${what}; at most ${most} are read`)
  }
}

/**
 * Reads all that opening a project reads, with the same code, and leaves the file as it is, unless a process that was
 * ended has left a transaction to be rolled back.
 * Between the steps a process that does it shows that it goes on.
 * @throws ProblemError as `openDatabase` does
 */
export async function vetProject(directory: string): Promise<void> {
  const db = openToLook(directory)
  try {
    await refuseTooLarge(db)
    new ImageIndex(db)
    await yieldToEventLoop()
    new LabelStore(db)
    if (!db.readOnly) closeDatabase(db)
  } finally {
    db.close()
  }
}

function openToLook(directory: string): Sqlite {
  try {
    return openDatabase({ directory, readOnly: true })
  } catch (error) {
    // A journal that has to be rolled back first.
    if (error instanceof ProblemError && error.kind === 'save-failed') return openDatabase({ directory })
    throw error
  }
}
