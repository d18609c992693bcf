import { migrations } from '../database/migrations/migrations'
import { Sqlite } from '../database/sqlite'
import { damaged } from '../database/sqliteProblem'
/** The tables and indexes of a file, by kind, name and table: their statements in one form. */
type Schema = ReadonlyMap<string, string>

/** More than a project has; whoever has so many is refused without reading them all. */
const MAX_OBJECTS = 100

function readSchema(db: Sqlite): Schema {
  const rows = db.all(`SELECT type, name, tbl_name, sql FROM main.sqlite_master LIMIT ${MAX_OBJECTS}`)
  return new Map(
    rows.map(({ type, name, tbl_name: table, sql }) => [
      [type, name, table].map(String).join('\n').toLowerCase(),
      typeof sql === 'string' ? normalizeSql(sql) : ''
    ])
  )
}

let known: readonly Schema[] | null = null

/** What the migrations make, version by version, the first one first. */
function knownSchemas(): readonly Schema[] {
  if (known !== null) return known
  const db = new Sqlite(':memory:')
  try {
    known = migrations.map(({ sql }) => {
      db.migrate(() => db.exec(sql))
      return readSchema(db)
    })
    return known
  } finally {
    db.close()
  }
}

/** What a file's tables are unlike those of its version, or null when they are the same. */
export function schemaFault(db: Sqlite, version: number): string | null {
  const expected = knownSchemas()[version - 1]
  if (expected === undefined) return `it has tables, but its version is ${version}`
  const found = readSchema(db)
  for (const [key, sql] of found) {
    const [type = '', name = ''] = key.split('\n')
    const wanted = expected.get(key)
    if (wanted === undefined) return `it contains the ${type} ${name}, which no Maskwright makes`
    if (wanted !== sql) return `the ${type} ${name} is not as Maskwright makes it`
  }
  for (const key of expected.keys()) {
    const [type = '', name = ''] = key.split('\n')
    if (!found.has(key)) return `the ${type} ${name} is missing`
  }
  return null
}

/**
 * A trigger, a view, a generated column or an index of an expression is a program that runs whenever the project is
 * used, written by whoever made the file. So its tables must be exactly those that the migrations make.
 * @throws ProblemError 'project-damaged'
 */
export function checkSchema(db: Sqlite, version: number): void {
  const fault = schemaFault(db, version)
  if (fault !== null) throw damaged(db.file, fault)
}

/** What SQL text is made of: comments, quoted texts and names, words, white space, and single characters. */
const parts =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|\s+|[^]/g

/**
 * SQL text in a form that is equal for equal statements: without comments and white space, names and key words in
 * lower case and without quotes. SQLite keeps the text of a statement as it was written, and versions differ in how
 * they quote what they rewrite themselves.
 */
export function normalizeSql(sql: string): string {
  const words: string[] = []
  for (const [part] of sql.matchAll(parts)) {
    if (/^(?:\s|--|\/\*)/.test(part)) continue
    if (part.startsWith("'")) words.push(part)
    else if (/^["`[]/.test(part) && part.length > 1) words.push(part.slice(1, -1).toLowerCase())
    else words.push(part.toLowerCase())
  }
  return words.join('\n')
}
