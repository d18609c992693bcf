import { applyDiff, invertDiff, type RecordsDiff } from '@shared/history/recordsDiff'
import { annotationsDiffSchema, labelsDiffSchema } from '@shared/schema/diff'
import type { ImageId } from '@shared/schema/ids'
import { Journal, labelScope, type Scope } from '../../journal'
import { column } from '../../database/rowValues'
import type { Sqlite } from '../../database/sqlite'

type Records = ReadonlyMap<string, unknown>

/** Whether each change, one after the other, finds what it removes or updates, and not what it adds. */
function chainFits(start: Records, diffs: readonly RecordsDiff<unknown>[]): boolean {
  let records = start
  for (const diff of diffs) {
    const current = records
    const needed = [...Object.keys(diff.removed), ...Object.keys(diff.updated)]
    if (!needed.every((id) => current.has(id))) return false
    if (Object.keys(diff.added).some((id) => current.has(id))) return false
    records = applyDiff(current, diff)
  }
  return true
}

function fits(records: Records, journal: Journal<RecordsDiff<unknown>>, scope: Scope): boolean {
  const back = journal.done(scope).map(invertDiff).reverse()
  return chainFits(records, back) && chainFits(records, journal.undone(scope))
}

/** Lets an image's history go when it has gaps, so that undo cannot fail half way; its objects stay. */
export function dropUnfitHistory(target: Sqlite, image: ImageId): void {
  const rows = target.all('SELECT id FROM annotations WHERE image = ?', image)
  const records = new Map(rows.map((row) => [column.text(row, 'id'), null]))
  if (!fits(records, new Journal(target, annotationsDiffSchema), image)) dropHistory(target, image)
}

/** The same for the history of the classes. */
export function dropUnfitLabelHistory(target: Sqlite): void {
  const rows = target.all('SELECT id FROM labels')
  const records = new Map(rows.map((row) => [String(row['id']), null]))
  if (!fits(records, new Journal(target, labelsDiffSchema), labelScope)) dropHistory(target, labelScope)
}

function dropHistory(target: Sqlite, scope: Scope): void {
  target.transaction(() => {
    target.run('DELETE FROM journal_labels WHERE seq IN (SELECT seq FROM journal WHERE scope = ?)', scope)
    target.run('DELETE FROM journal WHERE scope = ?', scope)
  })
}
