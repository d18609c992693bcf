import { ProblemError } from '@shared/schema/problem'
import type { ForeignClass } from '../import/foreign'
import { isObject } from '../import/json'
import { parseYaml, YamlError } from './yaml'

/** What a `data.yaml` says of a dataset. */
export interface YoloDescription {
  /** The folder that the other paths start from; may be absolute, and of another machine. */
  readonly path: string
  /** Folders or lists of images, by the part of the split. */
  readonly parts: ReadonlyMap<string, readonly string[]>
  readonly classes: readonly ForeignClass[]
  /** Numbers that key points add to a line; 0 when there are none. */
  readonly keyPoints: number
}

const partNames = ['train', 'val', 'valid', 'test']

/** @throws ProblemError 'dataset-broken' */
export function readDataYaml(file: string, text: string): YoloDescription {
  const value = parse(file, text)
  if (!isObject(value)) throw broken(file, 1, 'it is no map of names')
  const parts = new Map<string, readonly string[]>()
  for (const name of partNames) {
    const entry = value[name]
    const paths = (Array.isArray(entry) ? (entry as readonly unknown[]) : [entry]).filter(isText)
    if (paths.length > 0) parts.set(name === 'valid' ? 'val' : name, paths)
  }
  const [points = 0, dimensions = 0] = Array.isArray(value['kpt_shape'])
    ? (value['kpt_shape'] as readonly unknown[]).map(Number)
    : []
  const keyPoints = points * dimensions
  return {
    path: isText(value['path']) ? value['path'] : '',
    parts,
    classes: readNames(value['names']),
    keyPoints: Number.isSafeInteger(keyPoints) && keyPoints > 0 ? keyPoints : 0
  }
}

/** Class names from a list, or from a map by their numbers. */
function readNames(names: unknown): ForeignClass[] {
  const entries = Array.isArray(names)
    ? (names as readonly unknown[]).map((name, i): [number, unknown] => [i, name])
    : isObject(names)
      ? Object.entries(names).map(([key, name]): [number, unknown] => [Number(key), name])
      : []
  return entries.flatMap(([number, value]) => {
    const name =
      isText(value) || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : ''
    return Number.isSafeInteger(number) && number >= 0 && name !== ''
      ? [{ name, number, color: null, extra: {} }]
      : []
  })
}

/** Class names line by line, as darknet's `obj.names` and labelImg's `classes.txt` have them. */
export function readNameList(text: string): ForeignClass[] {
  return text.split(/\r?\n/).flatMap((line, number) => {
    const name = line.trim()
    return name === '' ? [] : [{ name, number, color: null, extra: {} }]
  })
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

function parse(file: string, text: string): unknown {
  try {
    return parseYaml(text)
  } catch (error) {
    if (error instanceof YamlError) throw broken(file, error.line, error.message, error)
    throw error
  }
}

function broken(file: string, line: number, reason: string, cause?: unknown): ProblemError {
  const message = `${file}, line ${line}: ${reason}`
  return new ProblemError('dataset-broken', message, { file, line, reason }, { cause })
}
