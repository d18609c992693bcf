import { annotationSchema, type Annotation } from '@shared/schema/annotation'
import type { AnnotationsDiff } from '@shared/schema/diff'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { ProblemError } from '@shared/schema/problem'
import { column } from './database/rowValues'
import type { Sqlite, SqlRow } from './database/sqlite'
import { damaged, sqliteCode, sqliteTooBig } from './database/sqliteProblem'

/** One image with its objects. */
export interface LabelledImage {
  readonly image: ImageRow
  readonly annotations: readonly Annotation[]
}

/** The objects of the images, one row each; the journal decides what is written. */
export class AnnotationTable {
  constructor(private readonly db: Sqlite) {}

  /** The objects of an image, lowest first; a row that cannot be understood is handed to `onFault` and left out. */
  ofImage(image: ImageId, onFault: (error: Error) => void): Annotation[] {
    const found: Annotation[] = []
    for (const read of this.#rows(image)) {
      try {
        found.push(this.#read(read()))
      } catch (error) {
        onFault(error instanceof Error ? error : new Error(String(error)))
      }
    }
    return found.sort((a, b) => a.order - b.order)
  }

  /** The rows of an image: all at once, or one by one where one of them is too large to be read. */
  #rows(image: ImageId): readonly (() => SqlRow)[] {
    try {
      const rows = this.db.all('SELECT * FROM annotations WHERE image = ? ORDER BY row', image)
      return rows.map((row) => () => row)
    } catch (error) {
      if (!(error instanceof ProblemError) || sqliteCode(error.cause) !== sqliteTooBig) throw error
      const rows = this.db.all('SELECT row FROM annotations WHERE image = ? ORDER BY row', image)
      const sql = 'SELECT * FROM annotations WHERE row = ?'
      return rows.map(
        ({ row = null }) =>
          () =>
            this.db.get(sql, row) ?? {}
      )
    }
  }

  /** One object, or null. */
  find(image: ImageId, id: string): Annotation | null {
    const row = this.db.get('SELECT * FROM annotations WHERE image = ? AND id = ?', image, id)
    return row === undefined ? null : this.#read(row)
  }

  /** Writes a change whose records fit the stored ones. */
  apply(image: ImageId, diff: AnnotationsDiff): void {
    for (const id of Object.keys(diff.removed)) {
      this.#assertOneRow(id, this.db.run('DELETE FROM annotations WHERE image = ? AND id = ?', image, id))
    }
    for (const [id, [, to]] of Object.entries(diff.updated)) {
      const sql = 'UPDATE annotations SET label = ?, data = ? WHERE image = ? AND id = ?'
      this.#assertOneRow(id, this.db.run(sql, to.labelId, JSON.stringify(to), image, id))
    }
    for (const [id, record] of Object.entries(diff.added)) {
      const sql = 'INSERT INTO annotations (image, id, label, data) VALUES (?, ?, ?, ?)'
      this.#assertOneRow(id, this.db.run(sql, image, id, record.labelId, JSON.stringify(record)))
    }
  }

  /** How many objects an image has. */
  count(image: ImageId): number {
    const row = this.db.get('SELECT count(*) AS n FROM annotations WHERE image = ?', image)
    return row === undefined ? 0 : column.number(row, 'n')
  }

  #assertOneRow(id: string, result: { changes: number }): void {
    if (result.changes !== 1) throw damaged(this.db.file, `its history does not fit the object ${id}`)
  }

  #read(row: SqlRow): Annotation {
    try {
      return annotationSchema.parse(JSON.parse(column.text(row, 'data')))
    } catch (error) {
      throw damaged(this.db.file, `the object ${String(row['id'])} cannot be read`, error)
    }
  }
}
