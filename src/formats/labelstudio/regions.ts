import { isScalar } from '../common/ownFields'
import { isObject, setOwn } from '../import/json'

type Scalar = string | number | boolean
type Fields = Readonly<Record<string, unknown>>

/** A region: all results with one id. */
export interface Region {
  /** As Label Studio names it, or its place from 1. */
  readonly id: string
  /** The result that says where it is; null for an answer about the whole image. */
  readonly shape: Fields | null
  readonly type: string
  /** The classes that its results name. */
  readonly labels: readonly string[]
  /** The answers that were given about this region. */
  readonly answers: Readonly<Record<string, Scalar>>
}

/** Types of results that outline something, without `labels` at their end. */
const OUTLINES = new Set([
  ...['rectangle', 'polygon', 'ellipse', 'brush', 'keypoint', 'bitmask', 'vector', 'magicwand', 'cuboid'],
  'superpixel'
])

/** Puts results together: one outlines a region, others may name its class or answer questions about it. */
export function regionsOf(
  results: readonly unknown[]
): readonly (Region | { readonly broken: unknown; readonly id: string })[] {
  const byId = new Map<string, Fields[]>()
  const broken: { broken: unknown; id: string }[] = []
  results.forEach((result, i) => {
    const place = `#${i + 1}`
    // Relations join two regions and are none.
    if (isObject(result) && result['type'] === 'relation') return
    if (!isObject(result) || !isObject(result['value']) || typeof result['type'] !== 'string') {
      broken.push({ broken: result, id: place })
      return
    }
    const id = typeof result['id'] === 'string' && result['id'] !== '' ? result['id'] : place
    const known = byId.get(id)
    if (known) known.push(result)
    else byId.set(id, [result])
  })
  return [...[...byId].map(([id, all]) => regionOf(id, all)), ...broken]
}

function regionOf(id: string, results: readonly Fields[]): Region {
  const shape = results.find(({ type }) => OUTLINES.has(String(type).replace(/labels$/, ''))) ?? null
  const labels = new Set<string>()
  const answers: Record<string, Scalar> = {}
  for (const result of results) {
    const type = String(result['type'])
    const value = isObject(result['value']) ? result['value'] : {}
    const content = value[type]
    if (type.endsWith('labels')) for (const label of textsOf(content)) labels.add(label)
    else if (result !== shape) addAnswer(answers, String(result['from_name']), content)
  }
  return { id, shape, type: String((shape ?? results[0])?.['type']), labels: [...labels], answers }
}

function textsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list
    .filter((text) => typeof text === 'string')
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** One answer is taken as it is, several as a list. */
function addAnswer(answers: Record<string, Scalar>, name: string, content: unknown): void {
  if (isScalar(content)) setOwn(answers, name, content)
  const list: readonly unknown[] = Array.isArray(content) ? content.filter(isScalar) : []
  const [first] = list
  if (list.length === 1 && isScalar(first)) setOwn(answers, name, first)
  else if (list.length > 1) setOwn(answers, name, list.join(', '))
}
