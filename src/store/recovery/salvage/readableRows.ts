import { yieldToEventLoop } from '../../yieldToEventLoop'
import { column } from '../../database/rowValues'
import type { Sqlite, SqlRow } from '../../database/sqlite'

/** Tables that salvage reads, and their row ids. */
const salvagedTables = {
  labels: 'id',
  images: 'id',
  annotations: 'row',
  journal: 'seq',
  pools: 'id',
  proposals: 'row'
} as const
export type SalvagedTable = keyof typeof salvagedTables

/** Row ids that are asked for together. */
const windowSize = 1000
/** So many times the next window is tried where it cannot be told which rows are there: row ids may be any number. */
const MAX_BLIND_WINDOWS = 10_000
/** Rows that can be on a page at most, for a bound where no other is readable. */
const rowsPerPage = 100

/**
 * The rows of a damaged table that can be read, in parts. Where a range of row ids cannot be read, its halves are
 * tried, down to single rows, so that a bad page costs what lies on it.
 */
export async function* readableRows(
  db: Sqlite,
  table: SalvagedTable,
  onLoss: () => void
): AsyncGenerator<readonly SqlRow[]> {
  const last = lastRow(db, table, onLoss)
  let blind = 0
  for (let first = 1; first <= last && blind < MAX_BLIND_WINDOWS;) {
    const rows = readRange(db, table, first, Math.min(first + windowSize - 1, last), onLoss)
    if (rows.length > 0) yield rows
    const next = nextRow(db, table, first + windowSize)
    blind += next === null ? 1 : 0
    first = next ?? first + windowSize
    await yieldToEventLoop()
  }
  if (blind >= MAX_BLIND_WINDOWS) onLoss()
}

/** The first row id that is there from one on; Infinity when none is, and null when that cannot be told. */
function nextRow(db: Sqlite, table: SalvagedTable, from: number): number | null {
  const key = salvagedTables[table]
  try {
    const row = db.get(`SELECT min(${key}) AS n FROM ${table} WHERE ${key} >= ?`, from)
    return (row === undefined ? null : column.numberOrNull(row, 'n')) ?? Number.POSITIVE_INFINITY
  } catch {
    return null
  }
}

function readRange(
  db: Sqlite,
  table: SalvagedTable,
  first: number,
  last: number,
  onLoss: () => void
): SqlRow[] {
  const key = salvagedTables[table]
  try {
    return [
      ...db.all(
        `SELECT ${columns(table)} FROM ${table} WHERE ${key} BETWEEN ? AND ? ORDER BY ${key}`,
        first,
        last
      )
    ]
  } catch {
    if (first === last) {
      onLoss()
      return []
    }
    const middle = Math.floor((first + last) / 2)
    return [...readRange(db, table, first, middle, onLoss), ...readRange(db, table, middle + 1, last, onLoss)]
  }
}

/** With each path, whether the library cuts it at a NUL. */
function columns(table: SalvagedTable): string {
  return table === 'images' ? `*, instr(path, x'00') > 0 AS cut` : '*'
}

/** The largest row id that can be there: from the table, from what SQLite counts beside it, or from the file's size. */
function lastRow(db: Sqlite, table: SalvagedTable, onLoss: () => void): number {
  const counted = tryNumber(db, `SELECT seq AS n FROM sqlite_sequence WHERE name = '${table}'`)
  try {
    const row = db.get(`SELECT max(${salvagedTables[table]}) AS n FROM ${table}`)
    const found = row === undefined ? null : column.numberOrNull(row, 'n')
    return Math.max(found ?? 0, counted)
  } catch {
    onLoss()
    return counted > 0 ? counted : Number(db.pragma('page_count')) * rowsPerPage
  }
}

function tryNumber(db: Sqlite, sql: string): number {
  try {
    const row = db.get(sql)
    return row === undefined ? 0 : column.number(row, 'n')
  } catch {
    return 0
  }
}
