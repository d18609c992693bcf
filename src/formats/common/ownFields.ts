import { sourceSchema, type Annotation, type AnnotationSource } from '@shared/schema/annotation'
import type { ForeignObject } from '../import/foreign'
import { setOwn } from '../import/json'

type Scalar = string | number | boolean
type Attributes = Readonly<Record<string, Scalar>>

/** What begins the names of our own fields among attributes. */
const PREFIX = 'maskwright:'

/** Attributes, and beside them what a format has no field for: who outlined the object, and how sure a model was. */
export function withOwnFields(
  attributes: Attributes,
  { source, score, groupId, iscrowd }: Annotation,
  has: { readonly score?: boolean; readonly group?: boolean } = {}
): Record<string, Scalar> {
  const all = { ...attributes }
  if (source !== 'manual') all[`${PREFIX}source`] = source
  if (score !== null && !has.score) all[`${PREFIX}score`] = score
  if (groupId !== null && !has.group) all[`${PREFIX}group`] = groupId
  if (iscrowd) all[`${PREFIX}iscrowd`] = true
  return all
}

/** What `withOwnFields` put among attributes, and the others. */
export function takeOwnFields(
  all: Attributes
): Pick<ForeignObject, 'attributes' | 'source' | 'score' | 'group' | 'iscrowd'> {
  const attributes: Record<string, Scalar> = {}
  for (const [key, value] of Object.entries(all)) {
    if (!key.startsWith(PREFIX)) setOwn(attributes, key, value)
  }
  const own = (field: string): Scalar | undefined => all[`${PREFIX}${field}`]
  const group = own('group')
  return {
    attributes,
    source: readSource(own('source')),
    score: readScore(own('score')),
    group: group === undefined ? null : String(group),
    iscrowd: String(own('iscrowd')) === 'true'
  }
}

function readSource(value: unknown): AnnotationSource {
  return sourceSchema.safeParse(value).data ?? 'import'
}

/** A score from 0 to 1, as a number or as text; null for anything else. */
export function readScore(value: unknown): number | null {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof score === 'number' && score >= 0 && score <= 1 ? score : null
}

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && isFinite(value))
