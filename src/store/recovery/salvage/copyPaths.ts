import { column } from '../../database/rowValues'
import type { Sqlite, SqlRow } from '../../database/sqlite'

const partSize = 200

/**
 * Takes images over from the index by path, which has ids and paths on pages of its own: those whose rows were
 * lost come without size and time, which the next search of the folder brings.
 */
export function copyPaths(target: Sqlite, main: Sqlite): void {
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
