import type { Size } from '@shared/geometry/spaces'
import type { ItemReason } from '@shared/schema/importing'
import type { Ring, Shape } from '@shared/schema/shape'
import { fitShape, isCoordinate, type FittedShape } from '../import/fit'

/** What a line of a label file says. */
export interface FoundLine extends FittedShape {
  readonly classIndex: number
  readonly score: number | null
  /** Key points stood there too, which are not carried. */
  readonly more: boolean
}

/** How lines are read. */
export interface LineForm {
  /** Eight values are an oriented box, after which a confidence may follow. */
  readonly oriented: boolean
  /** Numbers that key points add to a box. */
  readonly keyPoints: number
}

/**
 * Reads a line of any of Ultralytics' label files: four numbers are a box, an even number from six on is a ring; after
 * a box, and in oriented boxes, a confidence may follow. Says why when it is none of it.
 */
export function foreignLine(line: string, size: Size, form: LineForm): FoundLine | ItemReason {
  const [classIndex = NaN, ...values] = line.split(/\s+/).map(toNumber)
  if (!Number.isSafeInteger(classIndex) || classIndex < 0) return 'object-malformed'
  if (!values.every(isCoordinate)) return 'coordinates-not-numbers'
  if (values.length < 4) return 'coordinates-too-few'
  const isPose = form.keyPoints > 0 && values.length === 4 + form.keyPoints
  const scored = values.length === 5 || (form.oriented && values.length === 9)
  const score = scored ? (values[values.length - 1] ?? null) : null
  if (score !== null && !(score >= 0 && score <= 1)) return 'coordinates-odd'
  const numbers = isPose ? values.slice(0, 4) : scored ? values.slice(0, -1) : values
  if (numbers.length % 2 === 1) return 'coordinates-odd'
  const fit = fitShape(numbers.length === 4 ? box(numbers, size) : ring(numbers, size), size)
  return typeof fit === 'string' ? fit : { ...fit, classIndex, score, more: isPose }
}

/** Empty text would be 0 to Number. */
const toNumber = (text: string): number => (text === '' ? NaN : Number(text))

function box([x = 0, y = 0, width = 0, height = 0]: readonly number[], size: Size): Shape {
  return {
    kind: 'rect',
    x: (x - width / 2) * size.width,
    y: (y - height / 2) * size.height,
    width: Math.max(0, width) * size.width,
    height: Math.max(0, height) * size.height
  }
}

function ring(numbers: readonly number[], size: Size): Shape {
  const outer: Ring = []
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    outer.push({ x: (numbers[i] ?? 0) * size.width, y: (numbers[i + 1] ?? 0) * size.height })
  }
  return { kind: 'polygon', parts: [{ outer, holes: [] }] }
}
