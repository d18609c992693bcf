import { getMeta, setMeta } from '../../database/meta'
import { column } from '../../database/rowValues'
import type { Sqlite, SqlRow } from '../../database/sqlite'

/**
 * Takes over an import that was decided and not yet worked into all rows. Where nothing was lost, it goes on when the
 * project is opened. Otherwise it only counts in the history, from which objects are filled in afterwards. What was
 * never decided goes.
 */
export function takeStep(target: Sqlite, main: Sqlite, lossy: boolean): void {
  const { step, rows } = readStep(main)
  target.transaction(() => {
    if (step !== null && lossy) rows.forEach((row) => decideEntry(target, row))
    else if (step !== null) {
      rows.forEach((row) => copyWaiting(target, row))
      setMeta(target, 'settling', step)
    }
    dropUndecided(target)
  })
}

function readStep(main: Sqlite): { readonly step: string | null; readonly rows: readonly SqlRow[] } {
  try {
    const step = getMeta(main, 'settling')
    return /^\d{1,15}$/.test(step ?? '') ? { step, rows: main.all('SELECT * FROM unsettled') } : nothing
  } catch {
    // Then nothing of it is known: an older file, or the page is gone.
    return nothing
  }
}

const nothing = { step: null, rows: [] } as const

function decideEntry(target: Sqlite, row: SqlRow): void {
  const sql = 'UPDATE journal SET state = ? WHERE scope = ? AND seq = ?'
  target.run(sql, row['state'] === 'undone' ? 'undone' : 'done', row['image'] ?? null, row['entry'] ?? null)
}

function copyWaiting(target: Sqlite, row: SqlRow): void {
  target.run(
    'INSERT INTO unsettled (image, entry, state, objects, extra) VALUES (?, ?, ?, ?, ?)',
    column.number(row, 'image'),
    column.numberOrNull(row, 'entry'),
    column.text(row, 'state'),
    column.number(row, 'objects'),
    column.textOrNull(row, 'extra')
  )
}

function dropUndecided(target: Sqlite): void {
  const undecided = `SELECT seq FROM journal WHERE state = 'staged' AND seq NOT IN
    (SELECT entry FROM unsettled WHERE entry IS NOT NULL)`
  target.exec(`DELETE FROM journal_labels WHERE seq IN (${undecided})`)
  target.exec(`DELETE FROM journal WHERE seq IN (${undecided})`)
}
