import type { z } from 'zod'
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

/**
 * What a column of JSON text holds, or undefined when it is no text, no JSON or not what it must be: one bad text costs
 * what it says, and not the row, nor the project.
 */
export function storedJson<T>(row: SqlRow | undefined, name: string, schema: z.ZodType<T>): T | undefined {
  const text = row?.[name]
  if (typeof text !== 'string') return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** A number that can be found out again, or `other` where the column holds something else. */
export function numberOr<T>(row: SqlRow, name: string, other: T): number | T {
  const value = row[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : other
}
