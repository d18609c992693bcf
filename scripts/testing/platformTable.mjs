/** The table is between these lines; the rest of the document is written by hand. */
export const TABLE_BEGIN = '<!-- runs: written by "npm run platforms", not by hand -->'
export const TABLE_END = '<!-- end of runs -->'

const COLUMNS = ['Part', 'System', 'Runtime', 'Processor', 'Date', 'Passed', 'Failed', 'Skipped', 'Seconds']
/** A new row replaces the one with the same values in its first columns: this many. */
const KEY_COLUMNS = 2

/** Display names of the platforms. */
const SYSTEMS = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' }

/**
 * Returns the document with the records in its table. Rows without a new record are kept: they come from other machines.
 * @param {string} document
 * @param {import('./runRecord.mjs').RunRecord[]} records
 * @throws Error if the document has no markers for the table
 */
export function withRuns(document, records) {
  const begin = document.indexOf(TABLE_BEGIN)
  const end = document.indexOf(TABLE_END)
  if (begin < 0 || end < begin) throw new Error(`No table between ${TABLE_BEGIN} and ${TABLE_END}`)
  const rows = new Map()
  for (const row of rowsOf(document.slice(begin, end))) rows.set(keyOf(row), row)
  for (const record of records) {
    const row = rowOf(record)
    rows.set(keyOf(row), row)
  }
  const sorted = [...rows.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...sorted].map((cells) => `| ${cells.join(' | ')} |`)
  return `${document.slice(0, begin)}${TABLE_BEGIN}\n\n${lines.join('\n')}\n\n${document.slice(end)}`
}

const keyOf = (row) => row.slice(0, KEY_COLUMNS).join('\n')

/** The rows of a table, without its header. */
function rowsOf(text) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    )
}

function rowOf({
  part,
  platform,
  release,
  arch,
  runtime,
  processor,
  date,
  passed,
  failed,
  skipped,
  seconds
}) {
  const versions = Object.entries(runtime).map(([name, version]) => `${name} ${version}`)
  return [
    part,
    `${SYSTEMS[platform] ?? platform} ${arch}`,
    [...versions, `on ${release}`].join(', '),
    processor,
    date.slice(0, 10),
    ...[passed, failed, skipped].map(String),
    String(Math.round(seconds))
  ].map((cell) => cell.replaceAll('|', '/'))
}
