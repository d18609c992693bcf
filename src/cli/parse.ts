import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import type { Split } from '@shared/schema/exporting'
import { UsageError } from './exits'

/**
 * Parses `x,y` or `x,y,label` (label 1 = object, the default, 0 = background).
 * @throws UsageError naming the text.
 */
export function parsePoint(text: string): PromptPoint {
  const point = readPoint(text)
  if (point) return point
  throw new UsageError(`--point ${text}: expected x,y or x,y,label with label 1 (object) or 0 (background)`)
}

/**
 * Parses the points of one object: `x,y[,label]`, separated by semicolons.
 * @throws UsageError naming the text.
 */
export function parsePoints(text: string): readonly PromptPoint[] {
  return text.split(';').map((part) => {
    const point = readPoint(part)
    if (point) return point
    throw new UsageError(`--points ${text}: expected x,y[,label] separated by semicolons, not "${part}"`)
  })
}

/** `x,y` or `x,y,label`; null for anything else. */
function readPoint(text: string): PromptPoint | null {
  const [x, y, label = 1, ...rest] = numbers(text)
  const isPoint = x !== undefined && y !== undefined && rest.length === 0
  return isPoint && (label === 0 || label === 1) ? { x, y, label } : null
}

/**
 * Parses `x1,y1,x2,y2`: left, top, right, bottom.
 * @throws UsageError naming the text.
 */
export function parseBox(text: string): PromptBox {
  const [x1, y1, x2, y2, ...rest] = numbers(text)
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined || rest.length > 0) {
    throw new UsageError(`--box ${text}: expected x1,y1,x2,y2`)
  }
  if (x1 >= x2 || y1 >= y2)
    throw new UsageError(`--box ${text}: x1 must be less than x2, and y1 less than y2`)
  return [x1, y1, x2, y2]
}

/**
 * Parses the split ratios `train,val` or `train,val,test`, such as 0.8,0.1,0.1.
 * @throws UsageError naming the text.
 */
export function parseSplit(text: string, seed: number): Split {
  const [train, val, test = 0, ...rest] = numbers(text)
  const shares = [train, val, test]
  if (
    train === undefined ||
    val === undefined ||
    rest.length > 0 ||
    shares.some((share) => share !== undefined && share < 0)
  ) {
    throw new UsageError(
      `--split ${text}: expected the ratios train,val or train,val,test, such as 0.8,0.1,0.1`
    )
  }
  if (train + val + test <= 0) throw new UsageError(`--split ${text}: the ratios add up to 0`)
  return { train, val, test, seed }
}

/**
 * Parses an integer.
 * @throws UsageError naming the option and the text.
 */
export function parseInteger(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new UsageError(`${option} ${text}: expected an integer`)
  return value
}

/**
 * Parses an integer of at least `least`.
 * @throws UsageError naming the option and the text.
 */
export function parseWhole(option: string, text: string, least: number): number {
  const value = parseInteger(option, text)
  if (value < least) throw new UsageError(`${option} ${text}: expected an integer of at least ${least}`)
  return value
}

/**
 * Parses a number in a range, both ends included.
 * @throws UsageError naming the option and the text.
 */
export function parseNumber(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!(value >= least && value <= most)) {
    throw new UsageError(`${option} ${text}: expected a number from ${least} to ${most}`)
  }
  return value
}

/** Parses comma-separated numbers; empty if one of them is not a number. */
function numbers(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  return values.every(Number.isFinite) ? values : []
}
