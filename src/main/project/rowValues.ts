import { damaged } from './sqliteProblem'
import type { SqlRow } from './sqlite'

/** Reads columns as what they must be; a value of another type means that the file is damaged. */
export const column = {
  text(row: SqlRow, name: string): string {
    const value = row[name]
    return typeof value === 'string' ? value : wrong(name, 'text')
  },
  number(row: SqlRow, name: string): number {
    const value = row[name]
    return typeof value === 'number' ? value : wrong(name, 'a number')
  },
  textOrNull(row: SqlRow, name: string): string | null {
    return row[name] === null ? null : column.text(row, name)
  },
  numberOrNull(row: SqlRow, name: string): number | null {
    return row[name] === null ? null : column.number(row, name)
  }
}

function wrong(name: string, expected: string): never {
  throw damaged('project.db', `the column ${name} does not hold ${expected}`)
}
