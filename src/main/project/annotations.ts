import { annotationSchema, type Annotation } from '../../shared/schema/annotation'
import type { AnnotationsDiff } from '../../shared/schema/diff'
import type { ImageId } from '../../shared/schema/ids'
import { column } from './rowValues'
import type { Sqlite, SqlRow } from './sqlite'
import { damaged } from './sqliteProblem'

/** The objects of the images, one row each; the journal decides what is written. */
export class AnnotationTable {
  constructor(private readonly db: Sqlite) {}

  /** The objects of an image, lowest first; a row that cannot be understood is handed to `onFault` and left out. */
  ofImage(image: ImageId, onFault: (error: Error) => void): Annotation[] {
    const found: Annotation[] = []
    for (const row of this.db.all('SELECT * FROM annotations WHERE image = ? ORDER BY row', image)) {
      try {
        found.push(this.#read(row))
      } catch (error) {
        onFault(error instanceof Error ? error : new Error(String(error)))
      }
    }
    return found.sort((a, b) => a.order - b.order)
  }

  /** One object, or null. */
  find(image: ImageId, id: string): Annotation | null {
    const row = this.db.get('SELECT * FROM annotations WHERE image = ? AND id = ?', image, id)
    return row === undefined ? null : this.#read(row)
  }

  /** Writes a change whose records fit the stored ones. */
  apply(image: ImageId, diff: AnnotationsDiff): void {
    for (const id of Object.keys(diff.removed)) {
      this.#one(id, this.db.run('DELETE FROM annotations WHERE image = ? AND id = ?', image, id))
    }
    for (const [id, [, to]] of Object.entries(diff.updated)) {
      const sql = 'UPDATE annotations SET label = ?, data = ? WHERE image = ? AND id = ?'
      this.#one(id, this.db.run(sql, to.labelId, JSON.stringify(to), image, id))
    }
    for (const [id, record] of Object.entries(diff.added)) {
      const sql = 'INSERT INTO annotations (image, id, label, data) VALUES (?, ?, ?, ?)'
      this.#one(id, this.db.run(sql, image, id, record.labelId, JSON.stringify(record)))
    }
  }

  /** How many objects an image has. */
  count(image: ImageId): number {
    const row = this.db.get('SELECT count(*) AS n FROM annotations WHERE image = ?', image)
    return row === undefined ? 0 : column.number(row, 'n')
  }

  #one(id: string, result: { changes: number }): void {
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
