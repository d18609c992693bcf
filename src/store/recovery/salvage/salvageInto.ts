import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { yieldToEventLoop } from '../../yieldToEventLoop'
import { setMeta, getMeta } from '../../database/meta'
import { column } from '../../database/rowValues'
import type { Sqlite, SqlRow } from '../../database/sqlite'
import { readableRows } from './readableRows'
import { rowWriters, type WrittenTable, provideLabels } from './rowWriters'
import { salvagePools } from './salvagePools'
import { applyDiff, invertDiff, type RecordsDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import { annotationsDiffSchema, labelsDiffSchema } from '@shared/schema/diff'
import { Journal, labelScope, type Scope } from '../../journal'

/** What salvage came to. */
export interface SalvageReport {
  /** Objects in the new project. */
  readonly objects: number
  /** Whether something in the damaged file could not be read. */
  readonly lossy: boolean
  /** Images whose proposals could not all be read. */
  readonly incompletePools: number
}

/**
 * Fills a new project with what can be read of a damaged one and of its backup.
 *
 * An object is kept twice, in its table and in the history. So what the damaged file lost is taken from its
 * history, and then from the backup, unless the history says that it was deleted.
 */
export async function salvageInto(
  target: Sqlite,
  main: Sqlite,
  backup: Sqlite | null
): Promise<SalvageReport> {
  const losses = { count: 0 }
  const onLoss = (): void => {
    losses.count++
  }
  for (const table of ['labels', 'images', 'annotations', 'journal'] as const) {
    await copyRows(target, main, table, onLoss)
    if (table === 'images' && losses.count > 0) copyPaths(target, main)
  }
  copyCurrentImage(target, main)
  takeStep(target, main, losses.count > 0)
  if (losses.count > 0) await fillGaps(target, backup)
  target.exec('UPDATE images SET objects = (SELECT count(*) FROM annotations WHERE image = images.id)')
  const incomplete = await salvagePools(target, main, backup)
  const row = target.get('SELECT count(*) AS n FROM annotations')
  return {
    objects: row === undefined ? 0 : column.number(row, 'n'),
    lossy: losses.count > 0,
    incompletePools: incomplete.size
  }
}

async function fillGaps(target: Sqlite, backup: Sqlite | null): Promise<void> {
  const ignore = (): void => undefined
  if (backup !== null) {
    for (const table of ['labels', 'images', 'journal'] as const) {
      await copyRows(target, backup, table, ignore)
    }
  }
  const deleted = new Set<string>()
  await eachImage(target, (image) => fillFromHistory(target, image, deleted))
  if (backup !== null) {
    await copyRows(
      target,
      backup,
      'annotations',
      ignore,
      (row) => !deleted.has(objectKey(column.number(row, 'image'), column.text(row, 'id')))
    )
  }
  await eachImage(target, (image) => dropUnfitHistory(target, image))
  dropUnfitLabelHistory(target)
}

async function copyRows(
  target: Sqlite,
  source: Sqlite,
  table: WrittenTable,
  onLoss: () => void,
  wanted: (row: SqlRow) => boolean = () => true
): Promise<void> {
  const write = rowWriters[table]
  for await (const rows of readableRows(source, table, onLoss)) {
    target.transaction(() => {
      for (const row of rows) {
        try {
          if (wanted(row)) write(target, row)
        } catch {
          onLoss()
        }
      }
    })
  }
}

function copyCurrentImage(target: Sqlite, main: Sqlite): void {
  try {
    const row = main.get(`SELECT value FROM meta WHERE key = 'current-image'`)
    if (row !== undefined) setMeta(target, 'current-image', column.text(row, 'value'))
  } catch {
    // The list then begins at its first image.
  }
}

async function eachImage(target: Sqlite, work: (image: ImageId) => void): Promise<void> {
  const rows = target.all('SELECT DISTINCT scope FROM journal WHERE scope > 0')
  for (const row of rows) {
    work(imageIdSchema.parse(row['scope']))
    await yieldToEventLoop()
  }
}

const partSize = 200

/**
 * Takes images over from the index by path, which has ids and paths on pages of its own: those whose rows were
 * lost come without size and time, which the next search of the folder brings.
 */
function copyPaths(target: Sqlite, main: Sqlite): void {
  const from = 'SELECT id, path FROM images INDEXED BY sqlite_autoindex_images_1'
  // From both ends, up to the first page that cannot be read.
  walk(main, `${from} WHERE path > ? ORDER BY path LIMIT ${partSize}`, '', target)
  walk(main, `${from} WHERE path < ? ORDER BY path DESC LIMIT ${partSize}`, '\u{10FFFF}', target)
}

function walk(main: Sqlite, sql: string, start: string, target: Sqlite): void {
  let rows: readonly SqlRow[] = []
  let at = start
  do {
    try {
      rows = main.all(sql, at)
      for (const row of rows) {
        at = column.text(row, 'path')
        const values = 'INSERT OR IGNORE INTO images (id, path, size, mtime) VALUES (?, ?, 0, 0)'
        target.run(values, column.number(row, 'id'), at)
      }
    } catch {
      return
    }
  } while (rows.length === partSize)
}

/** Names an object across images. */
function objectKey(image: number, id: string): string {
  return `${image}/${id}`
}

/**
 * Adds an image's objects that its history has and its table has lost. Objects that the history ends without are
 * named in `deleted`.
 */
function fillFromHistory(target: Sqlite, image: ImageId, deleted: Set<string>): void {
  let objects: ReadonlyMap<string, Annotation> = new Map()
  const touched = new Set<string>()
  for (const diff of new Journal(target, annotationsDiffSchema).done(image)) {
    objects = applyDiff(objects, diff)
    for (const id of Object.keys({ ...diff.added, ...diff.updated, ...diff.removed })) touched.add(id)
  }
  for (const id of touched) if (!objects.has(id)) deleted.add(objectKey(image, id))
  target.transaction(() => {
    for (const [id, { labelId, ...rest }] of objects) {
      provideLabels(target, [labelId])
      const sql = 'INSERT OR IGNORE INTO annotations (image, id, label, data) VALUES (?, ?, ?, ?)'
      target.run(sql, image, id, labelId, JSON.stringify({ ...rest, labelId }))
    }
  })
}

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
function dropUnfitHistory(target: Sqlite, image: ImageId): void {
  const rows = target.all('SELECT id FROM annotations WHERE image = ?', image)
  const records = new Map(rows.map((row) => [column.text(row, 'id'), null]))
  if (!fits(records, new Journal(target, annotationsDiffSchema), image)) dropHistory(target, image)
}

/** The same for the history of the classes. */
function dropUnfitLabelHistory(target: Sqlite): void {
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

/**
 * Takes over an import that was decided and not yet worked into all rows. Where nothing was lost, it goes on when the
 * project is opened. Otherwise it only counts in the history, from which objects are filled in afterwards. What was
 * never decided goes.
 */
function takeStep(target: Sqlite, main: Sqlite, lossy: boolean): void {
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
