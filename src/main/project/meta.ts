import type { Sqlite } from './sqlite'
import { column } from './rowValues'

/** Small facts about the project, by name. */
export type MetaKey = 'created' | 'clean' | 'current-image'

/** Reads a fact, or null. */
export function getMeta(db: Sqlite, key: MetaKey): string | null {
  const row = db.get('SELECT value FROM meta WHERE key = ?', key)
  return row === undefined ? null : column.text(row, 'value')
}

/** Writes a fact. */
export function setMeta(db: Sqlite, key: MetaKey, value: string): void {
  db.run('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', key, value)
}
