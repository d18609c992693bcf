import { sourceSchema, type AnnotationSource } from '@shared/schema/annotation'
import type { Size } from '@shared/geometry/spaces'
import type { ImportItem } from '@shared/schema/importing'
import type { PolygonShape, Shape } from '@shared/schema/shape'
import { shapeBounds } from '@shared/geometry/shape'
import {
  foreignObject,
  type Extra,
  type ForeignClass,
  type ForeignObject,
  type Json
} from '../import/foreign'
import { excerpt, isObject, setOwn, unknownFields } from '../import/json'
import type { ReadContext } from '../import/reader'
import { ownAttribute } from './coco'
import { isId, type CocoId } from './cocoIndex'
import { foreignShape } from './foreignShape'

const objectFields = new Set([
  'id',
  'image_id',
  'category_id',
  'segmentation',
  'bbox',
  'area',
  'iscrowd',
  'attributes'
])

/** Where an object of a COCO file stands. */
export interface ObjectPlace {
  readonly file: string
  readonly line: number
  /** From 1. */
  readonly place: number
  /** The image's name. */
  readonly image: string
}

/** Takes an object of a COCO file over, and reports what of it cannot be. Null when nothing is left. */
export function readObject(
  value: unknown,
  at: ObjectPlace,
  size: Size | null,
  categories: ReadonlyMap<CocoId, ForeignClass>,
  context: ReadContext
): ForeignObject | null {
  const id = isObject(value) && isId(value['id']) ? String(value['id']) : `#${at.place}`
  const report = (
    reason: ImportItem['reason'],
    action: ImportItem['action'],
    detail: string | null = null
  ): void => {
    context.report({ reason, action, file: at.file, line: at.line, image: at.image, object: id, detail })
  }
  if (!isObject(value)) {
    report('object-malformed', 'object-left-out', excerpt(value))
    return null
  }
  const categoryId = value['category_id']
  const category = isId(categoryId) ? categories.get(categoryId) : undefined
  if (!category) {
    report('class-unknown', 'object-left-out', `category_id ${excerpt(categoryId)}`)
    return null
  }
  const found = foreignShape(value['segmentation'], value['bbox'], size, context.limits)
  if (typeof found === 'string') {
    report(found, 'object-left-out')
    return null
  }
  if (found.lost) report(found.lost, 'changed')
  if (found.clipped) report('coordinates-outside', 'clipped')
  const iscrowd = readFlag(value['iscrowd'])
  if (iscrowd === null) report('field-malformed', 'changed', `iscrowd ${excerpt(value['iscrowd'])}`)
  const { own, attributes, rest } = readAttributes(value['attributes'])
  const extra: Extra = { ...unknownFields(value, objectFields), ...(rest && { attributes: rest }) }
  return foreignObject({
    id,
    file: at.file,
    line: at.line,
    className: category.name,
    shape: own.get('shape') === 'rect' ? asRect(found.shape) : found.shape,
    iscrowd: iscrowd ?? false,
    score: readScore(own.get('score') ?? value['score']),
    source: readSource(own.get('source')),
    group: readText(own.get('group')),
    attributes,
    extra
  })
}

/** 0 or 1, true or false; null for anything else that is there. */
function readFlag(value: unknown): boolean | null {
  if (value === undefined || value === 0 || value === false) return false
  return value === 1 || value === true ? true : null
}

const readScore = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : null

const readText = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function readSource(value: unknown): AnnotationSource {
  return sourceSchema.safeParse(value).data ?? 'import'
}

type Scalar = string | number | boolean

/** An object's attributes: ours by their names without the prefix, those that the project can carry, and the rest. */
function readAttributes(value: unknown): {
  own: ReadonlyMap<string, unknown>
  attributes: Record<string, Scalar>
  rest: Json | undefined
} {
  const own = new Map<string, unknown>()
  const attributes: Record<string, Scalar> = {}
  if (value === undefined) return { own, attributes, rest: undefined }
  if (!isObject(value)) return { own, attributes, rest: value as Json }
  const rest: Record<string, Json> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key.startsWith(ownAttribute)) own.set(key.slice(ownAttribute.length), member)
    else if (isScalar(member)) setOwn(attributes, key, member)
    else setOwn(rest, key, member as Json)
  }
  return { own, attributes, rest: Object.keys(rest).length > 0 ? rest : undefined }
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The rectangle that was written as a ring. */
function asRect(shape: Shape): Shape {
  const bounds = shape.kind === 'polygon' && isUpright(shape) ? shapeBounds(shape) : undefined
  return bounds ? { kind: 'rect', ...bounds } : shape
}

function isUpright({ parts }: PolygonShape): boolean {
  const [part] = parts
  return (
    parts.length === 1 &&
    part?.outer.length === 4 &&
    new Set(part.outer.map(({ x }) => x)).size === 2 &&
    new Set(part.outer.map(({ y }) => y)).size === 2
  )
}
