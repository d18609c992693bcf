import type { Sqlite } from './sqlite'

/** Small facts about the project, by name. */
export type MetaKey = 'created' | 'clean' | 'current-image' | 'settling'

/** Reads a fact, or null; what is no text is no fact. */
export function getMeta(db: Sqlite, key: MetaKey): string | null {
  const row = db.get('SELECT value FROM meta WHERE key = ?', key)
  return typeof row?.['value'] === 'string' ? row['value'] : null
}

/** Forgets a fact. */
export function dropMeta(db: Sqlite, key: MetaKey): void {
  db.run('DELETE FROM meta WHERE key = ?', key)
}

/** Writes a fact. */
export function setMeta(db: Sqlite, key: MetaKey, value: string): void {
  db.run('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', key, value)
}
