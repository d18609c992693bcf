import { csvRow, parseCsv } from '../csv/csv'
import { isScalar } from '../common/ownFields'
import { isObject, setOwn } from '../import/json'

type Attributes = Readonly<Record<string, string | number | boolean>>

/** An object of an image's list: which file and which number in it are its pixels, and what it is. */
export interface ListedObject {
  /** Beside the list. */
  readonly file: string
  readonly value: number
  readonly className: string
  readonly attributes: Attributes
}

const COLUMNS = ['file', 'value', 'class', 'attributes']

/** The list beside an image's masks. */
export function objectList(objects: readonly ListedObject[]): string {
  const rows = objects.map(({ file, value, className, attributes }) => [
    ...[file, value, className],
    Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : null
  ])
  return [COLUMNS, ...rows].map(csvRow).join('')
}

/** A line of a list, or null for one that cannot be understood. */
export interface ListLine {
  readonly line: number
  readonly object: ListedObject | null
}

/** Reads such a list; undefined when it is none. */
export function parseObjectList(text: string): readonly ListLine[] | undefined {
  const rows = parseCsv(text)
  if (rows?.[0]?.cells.join(',') !== COLUMNS.join(',')) return undefined
  return rows.slice(1).map(({ cells, line }) => {
    const [file = '', value = '', name = '', attributes = ''] = cells
    const className = name.trim()
    const isWhole = /^\d{1,5}$/.test(value) && file !== '' && className !== ''
    const object = isWhole
      ? { file, value: Number(value), className, attributes: attributesOf(attributes) }
      : null
    return { line, object }
  })
}

function attributesOf(text: string): Attributes {
  const attributes: Record<string, string | number | boolean> = {}
  if (text === '') return attributes
  try {
    const members: unknown = JSON.parse(text)
    if (isObject(members)) {
      for (const [key, member] of Object.entries(members))
        if (isScalar(member)) setOwn(attributes, key, member)
    }
  } catch {
    setOwn(attributes, 'note', text)
  }
  return attributes
}
