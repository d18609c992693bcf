import { isEmptyDiff } from '../../shared/history/recordsDiff'
import type { Annotation } from '../../shared/schema/annotation'
import type { AnnotationsDiff } from '../../shared/schema/diff'
import { imageIdSchema, type ImageId } from '../../shared/schema/ids'
import { packDiff } from './journal'
import { column } from './rowValues'
import { labelsOf } from './settleDiff'
import type { Sqlite } from './sqlite'

/** An image that waits, and what its journal was when its change was worked out. */
export interface StagedImage {
  readonly image: ImageId
  readonly version: string
}

/**
 * What an import will write, image by image, in tables that SQLite keeps in a temporary file of this connection alone:
 * whatever becomes of the process, the project does not know of them.
 */
export class ImportStaging {
  constructor(private readonly db: Sqlite) {
    this.drop()
    db.exec(`
      CREATE TEMP TABLE staged (
        image INTEGER PRIMARY KEY, version TEXT NOT NULL, empty INTEGER NOT NULL,
        diff BLOB NOT NULL, labels TEXT NOT NULL, extra TEXT
      );
      CREATE TEMP TABLE staged_objects (
        row INTEGER PRIMARY KEY, image INTEGER NOT NULL, id TEXT NOT NULL, label INTEGER NOT NULL, data TEXT NOT NULL
      );
      CREATE TEMP TABLE staged_removals (image INTEGER NOT NULL, id TEXT NOT NULL);
      CREATE INDEX temp.staged_objects_by_image ON staged_objects (image);
      CREATE INDEX temp.staged_removals_by_image ON staged_removals (image);`)
  }

  /** Whether an image waits already. */
  has(image: ImageId): boolean {
    return this.db.get('SELECT 1 FROM temp.staged WHERE image = ?', image) !== undefined
  }

  /** Keeps an image's change. */
  put(image: ImageId, diff: AnnotationsDiff, extra: string | null): void {
    this.db.transaction(() => {
      const labels = JSON.stringify([...labelsOf(diff)])
      const version = this.version(image)
      const sql = 'INSERT INTO temp.staged VALUES (?, ?, ?, ?, ?, ?)'
      this.db.run(sql, image, version, isEmptyDiff(diff) ? 1 : 0, packDiff(diff), labels, extra)
      for (const record of Object.values(diff.added)) this.#object(image, record)
      for (const id of Object.keys(diff.removed)) {
        this.db.run('INSERT INTO temp.staged_removals VALUES (?, ?)', image, id)
      }
    })
  }

  /** Puts another change in the place of an image's, or none. */
  replace(image: ImageId, diff: AnnotationsDiff | null): void {
    this.db.transaction(() => {
      const row = this.db.get('SELECT extra FROM temp.staged WHERE image = ?', image)
      const extra = row === undefined ? null : column.textOrNull(row, 'extra')
      for (const table of ['staged', 'staged_objects', 'staged_removals']) {
        this.db.run(`DELETE FROM temp.${table} WHERE image = ?`, image)
      }
      if (diff !== null) this.put(image, diff, extra)
    })
  }

  /** The images that wait, in the order of their ids. */
  images(): readonly StagedImage[] {
    return this.db.all('SELECT image, version FROM temp.staged ORDER BY image').map((row) => ({
      image: imageIdSchema.parse(row['image']),
      version: column.text(row, 'version')
    }))
  }

  /** Changes with every edit of the image, undo and redo. */
  version(image: ImageId): string {
    const sql = `SELECT coalesce(max(seq), 0) || '/' || count(*) AS version FROM journal
      WHERE scope = ? AND state = 'done'`
    const row = this.db.get(sql, image)
    return row === undefined ? '' : column.text(row, 'version')
  }

  /** Objects that an image will get. */
  added(image: ImageId): readonly string[] {
    const rows = this.db.all('SELECT data FROM temp.staged_objects WHERE image = ? ORDER BY row', image)
    return rows.map((row) => column.text(row, 'data'))
  }

  /** How much will be added and removed. */
  totals(): { readonly objects: number; readonly replaced: number } {
    const count = (table: string): number => {
      const row = this.db.get(`SELECT count(*) AS n FROM temp.${table}`)
      return row === undefined ? 0 : column.number(row, 'n')
    }
    return { objects: count('staged_objects'), replaced: count('staged_removals') }
  }

  /**
   * Writes an image's objects and its journal entry; part of the caller's transaction. Gives the entry's number, or
   * null when nothing changes.
   */
  write(image: ImageId): number | null {
    const { db } = this
    if (db.get('SELECT 1 FROM temp.staged WHERE image = ? AND empty = 0', image) === undefined) return null
    db.run(
      `DELETE FROM annotations WHERE image = ? AND id IN
        (SELECT id FROM temp.staged_removals WHERE image = annotations.image)`,
      image
    )
    db.run(
      `INSERT INTO annotations (image, id, label, data)
        SELECT image, id, label, data FROM temp.staged_objects WHERE image = ? ORDER BY row`,
      image
    )
    db.run(`UPDATE journal SET state = 'abandoned' WHERE scope = ? AND state = 'undone'`, image)
    const { lastId } = db.run(
      `INSERT INTO journal (scope, time, name, state, diff)
        SELECT image, ?, 'import', 'done', diff FROM temp.staged WHERE image = ?`,
      Date.now(),
      image
    )
    db.run(
      `INSERT INTO journal_labels
        SELECT label.value, ? FROM temp.staged, json_each(staged.labels) AS label WHERE image = ?`,
      lastId,
      image
    )
    return lastId
  }

  /** Keeps what a format said of the images, under names that begin alike; part of the caller's transaction. */
  writeExtras(prefix: string): void {
    this.db.run(
      `INSERT INTO meta SELECT ? || ':image:' || image, extra FROM temp.staged WHERE extra IS NOT NULL`,
      prefix
    )
  }

  drop(): void {
    this.db.exec(`
      DROP TABLE IF EXISTS temp.staged;
      DROP TABLE IF EXISTS temp.staged_objects;
      DROP TABLE IF EXISTS temp.staged_removals;`)
  }

  #object(image: ImageId, record: Annotation): void {
    const sql = 'INSERT INTO temp.staged_objects (image, id, label, data) VALUES (?, ?, ?, ?)'
    this.db.run(sql, image, record.id, record.labelId, JSON.stringify(record))
  }
}
