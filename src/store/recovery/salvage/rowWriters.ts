import { importRecordSchema } from '../../imports/pendingImports'
import { annotationSchema } from '@shared/schema/annotation'
import { annotationsDiffSchema, editNameSchema, labelsDiffSchema } from '@shared/schema/diff'
import { imageIdSchema } from '@shared/schema/ids'
import { viewStateSchema } from '@shared/schema/image'
import { labelSchema, paletteColor } from '@shared/schema/label'
import { problemSchema } from '@shared/schema/problem'
import { entryStates, importScope, labelScope, packDiff, unpackDiff } from '../../journal'
import { column, numberOr, storedJson } from '../../database/rowValues'
import { labelsOf } from '../../imports/rebaseDiff'
import type { Sqlite, SqlRow } from '../../database/sqlite'
import type { SalvagedTable } from './readableRows'

/** Takes one row over, if it is sound and not there yet. Throws when it is not sound. */
export type RowWriter = (target: Sqlite, row: SqlRow) => void

/** The tables whose rows are written as they are; those of proposals are not, since pools get other numbers. */
export type WrittenTable = Exclude<SalvagedTable, 'pools' | 'proposals'>

/** How the rows of each table are checked and written. */
export const rowWriters: Readonly<Record<WrittenTable, RowWriter>> = {
  labels(target, row) {
    const { id, name, color } = labelSchema.parse(row)
    target.run('INSERT OR IGNORE INTO labels (id, name, color) VALUES (?, ?, ?)', id, name, color)
  },

  images(target, row) {
    const path = column.text(row, 'path')
    // The library cuts a path at a NUL, so that it would be another image's.
    if (path === '' || row['cut'] === 1) throw new TypeError('The path of an image makes no sense')
    target.run(
      `INSERT OR IGNORE INTO images (id, path, size, mtime, width, height, problem, missing, view)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      imageIdSchema.parse(row['id']),
      path,
      numberOr(row, 'size', 0),
      numberOr(row, 'mtime', 0),
      numberOr(row, 'width', null),
      numberOr(row, 'height', null),
      jsonOrNull(storedJson(row, 'problem', problemSchema)),
      row['missing'] === 1 ? 1 : 0,
      jsonOrNull(storedJson(row, 'view', viewStateSchema))
    )
  },

  annotations(target, row) {
    const image = column.number(row, 'image')
    const annotation = annotationSchema.parse(JSON.parse(column.text(row, 'data')))
    requireImage(target, image)
    provideLabels(target, [annotation.labelId])
    target.run(
      'INSERT OR IGNORE INTO annotations (image, id, label, data) VALUES (?, ?, ?, ?)',
      image,
      annotation.id,
      annotation.labelId,
      JSON.stringify(annotation)
    )
  },

  journal(target, row) {
    const scope = column.number(row, 'scope')
    const seq = column.number(row, 'seq')
    const state = entryStates.find((known) => known === row['state'])
    if (state === undefined) throw new TypeError('The state of a history entry is unknown')
    const unpacked = unpackDiff(row['diff'])
    let labels = new Set<number>()
    if (scope === labelScope) labelsDiffSchema.parse(unpacked)
    else if (scope === importScope) importRecordSchema.parse(unpacked)
    else {
      requireImage(target, scope)
      labels = labelsOf(annotationsDiffSchema.parse(unpacked))
    }
    const { changes } = target.run(
      'INSERT OR IGNORE INTO journal (seq, scope, time, name, state, diff) VALUES (?, ?, ?, ?, ?, ?)',
      seq,
      scope,
      column.number(row, 'time'),
      editNameSchema.parse(row['name']),
      state,
      packDiff(unpacked)
    )
    if (changes === 0) return
    provideLabels(target, labels)
    for (const label of labels) target.run('INSERT INTO journal_labels VALUES (?, ?)', label, seq)
  }
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

function requireImage(target: Sqlite, image: number): void {
  if (target.get('SELECT 1 FROM images WHERE id = ?', image) === undefined) {
    throw new RangeError(`The image ${image} is not known`)
  }
}

/** A class whose row is lost gets a name that says its number. */
export function provideLabels(target: Sqlite, ids: Iterable<number>): void {
  for (const id of ids) {
    if (target.get('SELECT 1 FROM labels WHERE id = ?', id) !== undefined) continue
    const color = paletteColor(id - 1)
    target.run('INSERT INTO labels (id, name, color) VALUES (?, ?, ?)', id, `class-${id}`, color)
  }
}
