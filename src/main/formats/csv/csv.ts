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
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\r|\n|$)/y
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text)
    if (!found) return undefined
    const [whole, inQuotes, plain = '', end] = found
    cells.push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'))
    line += whole.split(/\r\n|\r|\n/).length - 1
    if (end === ',') {
      if (cell.lastIndex >= text.length) cells.push('')
      else continue
    }
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: start })
    cells = []
    start = line
  }
  if (cells.length > 0) rows.push({ cells, line: start })
  return rows
}
