import { labelSchema } from '@shared/schema/label'
import { csvRow, parseCsv } from '../csv/csv'
import type { ForeignClass } from '../import/foreign'

/** The file that says what the numbers of a mask mean. */
export const CLASS_FILE = 'classes.csv'
const COLUMNS = ['value', 'class', 'color']

/** A class with its number in masks, from 1; 0 is background. */
export interface MaskClass {
  readonly value: number
  readonly name: string
  readonly color: string | null
}

export function classFile(classes: readonly MaskClass[]): string {
  return [COLUMNS, ...classes.map(({ value, name, color }) => [value, name, color])].map(csvRow).join('')
}

/** What is known of the classes of a dataset of masks. */
export interface ClassMap {
  readonly classes: readonly MaskClass[]
  /** Lines that say nothing that can be understood. */
  readonly broken: readonly { readonly line: number; readonly detail: string }[]
}

/** Reads `classes.csv`, or CVAT's and VOC's `labelmap.txt`, where a line is `name:red,green,blue::`. */
export function parseClasses(file: string, text: string): ClassMap {
  return file.endsWith('.txt') ? parseLabelMap(text) : parseClassFile(text)
}

function parseClassFile(text: string): ClassMap {
  const rows = parseCsv(text)
  if (!rows) return { classes: [], broken: [{ line: 1, detail: 'a quote is not closed' }] }
  const map = new Builder()
  const [first] = rows
  for (const { cells, line } of first?.cells[0] === COLUMNS[0] ? rows.slice(1) : rows) {
    const [value = '', name = '', color = ''] = cells
    map.add(
      /^\d{1,5}$/.test(value) ? Number(value) : NaN,
      name.trim(),
      colorOf(color.toLowerCase()),
      line,
      cells.join(',')
    )
  }
  return map
}

function parseLabelMap(text: string): ClassMap {
  const map = new Builder()
  let value = 0
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [name = '', rgb = ''] = line.split(':')
    const parts = rgb.split(',').map(Number)
    const isColor =
      parts.length === 3 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)
    const color = isColor ? `#${Buffer.from(parts).toString('hex')}` : null
    const isBackground = color === '#000000' || name === 'background'
    if (!isBackground) map.add(value, name.trim(), color, i + 1, line)
    value++
  }
  return map
}

const colorOf = (text: string): string | null => labelSchema.shape.color.safeParse(text).data ?? null

class Builder implements ClassMap {
  readonly classes: MaskClass[] = []
  readonly broken: { line: number; detail: string }[] = []

  add(value: number, name: string, color: string | null, line: number, detail: string): void {
    const isKnown = this.classes.some((each) => each.value === value)
    if (!(value >= 0 && value <= 65_535) || name === '' || isKnown) this.broken.push({ line, detail })
    else if (value > 0) this.classes.push({ value, name, color })
  }
}

/** The classes as a dataset declares them. */
export function asForeign(classes: readonly MaskClass[]): ForeignClass[] {
  const byName = new Map(classes.map((each) => [each.name, each]))
  return [...byName.values()].map(({ value, name, color }) => ({ name, number: value, color, extra: {} }))
}
