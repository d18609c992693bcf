/** A row of comma-separated values (RFC 4180), with its line end. */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map((cell) => quoted(cell === null ? '' : String(cell))).join(',')}\r\n`
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A row that was read, and the line where it begins, from 1. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** The rows of a text. Lines may end in any way; an empty line is none. Undefined when a quote is not closed. */
export function parseCsv(text: string): readonly CsvRow[] | undefined {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let start = 1
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length || cells.length > 0;) {
    const end = text[at] === '"' ? endOfQuoted(text, at) : endOfPlain(text, at)
    if (end === undefined) return undefined
    const cell = text[at] === '"' ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end)
    cells.push(cell)
    line += cell.split(LINE_END).length - 1
    const sign = text[end]
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    if (sign === ',') continue
    line++
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: start })
    cells = []
    start = line
  }
  return rows
}

const LINE_END = /\r\n|\r|\n/

/** Where an unquoted cell ends. */
function endOfPlain(text: string, at: number): number {
  let end = at
  while (end < text.length && !',\r\n'.includes(text[end] ?? '')) end++
  return end
}

/** Where a quoted cell ends; undefined when it does not, or something else follows its quote. */
function endOfQuoted(text: string, at: number): number | undefined {
  let quote = text.indexOf('"', at + 1)
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2)
  const next = text[quote + 1]
  return quote < 0 || (next !== undefined && !',\r\n'.includes(next)) ? undefined : quote + 1
}
