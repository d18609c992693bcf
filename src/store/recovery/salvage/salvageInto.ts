import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { yieldToEventLoop } from '../../yieldToEventLoop'
import { setMeta } from '../../database/meta'
import { column } from '../../database/rowValues'
import type { Sqlite, SqlRow } from '../../database/sqlite'
import { copyPaths } from './copyPaths'
import { dropUnfitHistory, dropUnfitLabelHistory } from './fitHistory'
import { fillFromHistory, objectKey } from './fillFromHistory'
import { readableRows } from './readableRows'
import { rowWriters, type WrittenTable } from './rowWriters'
import { salvagePools } from './salvagePools'
import { takeStep } from './takeStep'

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
