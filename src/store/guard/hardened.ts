import { constants, type DatabaseSyncInstance, type DatabaseSyncOptions } from '@photostructure/sqlite'

/**
 * How every database is opened. A project file may come from somebody else, so SQLite gets no more room than the
 * project store uses. What the library does not offer (interrupting a statement, a progress handler, a limit of
 * memory) is made up for by reading unknown files in a process that can be ended (`vet/`).
 */
export const hardenedOptions = {
  // No writing to the schema's own tables, no PRAGMA that can damage the file.
  defensive: true,
  enableDoubleQuotedStringLiterals: false,
  allowExtension: false,
  limits: {
    // The largest text or row, in bytes. The largest that the product writes are objects' outlines and histories.
    length: 64 * 1024 * 1024,
    sqlLength: 100_000,
    column: 64,
    exprDepth: 50,
    compoundSelect: 8,
    vdbeOp: 25_000,
    functionArg: 16,
    attach: 0,
    likePatternLength: 100,
    variableNumber: 100,
    // Deleting what depends on a deleted row is a trigger to SQLite, the only kind there is.
    triggerDepth: 3
  }
} as const satisfies DatabaseSyncOptions

const pragmas = new Set([
  'application_id',
  'busy_timeout',
  'cell_size_check',
  'foreign_keys',
  'journal_mode',
  'max_page_count',
  'page_count',
  'quick_check',
  'synchronous',
  'trusted_schema',
  'user_version',
  'wal_checkpoint'
])

const functions = new Set(['->>', 'coalesce', 'count', 'instr', 'json_each', 'max', 'min', 'octet_length'])

const never = new Set([
  constants.SQLITE_ATTACH,
  constants.SQLITE_DETACH,
  constants.SQLITE_CREATE_VTABLE,
  constants.SQLITE_DROP_VTABLE,
  constants.SQLITE_CREATE_TRIGGER,
  constants.SQLITE_CREATE_TEMP_TRIGGER,
  constants.SQLITE_CREATE_VIEW,
  constants.SQLITE_RECURSIVE,
  constants.SQLITE_ANALYZE
])

const onlyInMigrations = new Set([
  constants.SQLITE_CREATE_TABLE,
  constants.SQLITE_CREATE_INDEX,
  constants.SQLITE_CREATE_TEMP_TABLE,
  constants.SQLITE_CREATE_TEMP_VIEW,
  constants.SQLITE_ALTER_TABLE,
  constants.SQLITE_DROP_TABLE,
  constants.SQLITE_DROP_INDEX,
  constants.SQLITE_DROP_VIEW,
  constants.SQLITE_REINDEX
])

/** Whether the tables may be changed at the moment. */
export interface Permission {
  migrating: boolean
}

/** Lets a connection do what the project store does, and nothing else. */
export function harden(database: DatabaseSyncInstance): Permission {
  // SQL in the file's schema may not call functions that have effects.
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON')
  const permission: Permission = { migrating: false }
  database.setAuthorizer((action, name, other) =>
    isAllowed(action, name, other, permission) ? constants.SQLITE_OK : constants.SQLITE_DENY
  )
  return permission
}

function isAllowed(
  action: number,
  name: string | null,
  other: string | null,
  { migrating }: Permission
): boolean {
  if (never.has(action)) return false
  if (onlyInMigrations.has(action)) return migrating
  if (action === constants.SQLITE_PRAGMA) return pragmas.has(name?.toLowerCase() ?? '')
  // SQLite changes a table by functions of its own.
  if (action === constants.SQLITE_FUNCTION) return migrating || functions.has(other?.toLowerCase() ?? '')
  return true
}
