import type { Size } from '@shared/geometry/spaces'
import { isScalar, readScore, takeOwnFields } from '../common/ownFields'
import type { Reporter } from '../common/reporter'
import { foreignObject, type Extra, type ForeignObject } from '../import/foreign'
import { excerpt, isObject, setOwn, unknownFields } from '../import/json'
import { labelmeShape } from './labelmeShapes'

const known = new Set([
  'label',
  'points',
  'group_id',
  'shape_type',
  'flags',
  'description',
  'mask',
  'score',
  'attributes'
])

/** Where a shape stands: its line, and its place in the list from 1. */
export interface ShapePlace {
  readonly line: number
  readonly place: number
}

/** Takes a shape of a LabelMe file over, and reports what of it cannot be. Null when nothing is left. */
export async function readShape(
  value: unknown,
  { line, place }: ShapePlace,
  size: Size | null,
  reporter: Reporter
): Promise<ForeignObject | null> {
  const at = { line, object: `#${place}` }
  if (!isObject(value)) {
    reporter.say('object-malformed', 'object-left-out', { ...at, detail: excerpt(value) })
    return null
  }
  const className = typeof value['label'] === 'string' ? value['label'].trim() : ''
  if (className === '') {
    reporter.say('class-malformed', 'object-left-out', { ...at, detail: excerpt(value['label']) })
    return null
  }
  const found = await labelmeShape(value, size, reporter.limits)
  if ('reason' in found) {
    reporter.say(found.reason, 'object-left-out', { ...at, detail: found.detail })
    return null
  }
  if (found.clipped) reporter.say('coordinates-outside', 'clipped', at)
  if (found.changed) reporter.say('shape-unsupported', 'changed', { ...at, detail: found.changed })
  const { group, ...own } = takeOwnFields(
    attributesOf(value, (field) => {
      reporter.say('field-not-carried', 'changed', { ...at, detail: field })
    })
  )
  return foreignObject({
    id: at.object,
    file: reporter.file,
    line,
    className,
    shape: found.shape,
    ...own,
    score: readScore(value['score']),
    group: group ?? groupOf(value['group_id']),
    extra: extraOf(value)
  })
}

const groupOf = (group: unknown): string | null =>
  typeof group === 'number' || (typeof group === 'string' && group !== '') ? String(group) : null

/** What a newer or another tool wrote; null, which such tools write for "none", is not kept. */
function extraOf(value: Readonly<Record<string, unknown>>): Extra {
  const fields = unknownFields(value, known)
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== null))
}

/** The flags, the description, and the attributes that tools built on LabelMe write. */
function attributesOf(
  { flags, attributes, description }: Readonly<Record<string, unknown>>,
  dropped: (field: string) => void
): Record<string, string | number | boolean> {
  const all: Record<string, string | number | boolean> = {}
  for (const [field, members] of Object.entries({ flags, attributes })) {
    if (!isObject(members)) {
      const isAbsent =
        members === undefined || members === null || (Array.isArray(members) && members.length === 0)
      if (!isAbsent) dropped(`${field} ${excerpt(members)}`)
      continue
    }
    for (const [key, member] of Object.entries(members)) {
      if (isScalar(member)) setOwn(all, key, member)
      else dropped(`${field}.${key} ${excerpt(member)}`)
    }
  }
  if (typeof description === 'string' && description !== '') all['description'] = description
  return all
}
