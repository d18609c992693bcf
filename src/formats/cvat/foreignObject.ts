import type { Size } from '@shared/geometry/spaces'
import { takeOwnFields } from '../common/ownFields'
import type { Reporter } from '../common/reporter'
import { foreignObject, type Extra, type ForeignObject } from '../import/foreign'
import { setOwn } from '../import/json'
import type { XmlElement } from '../codecs/xml/element'
import type { CvatLabels } from './labels'
import { cvatShape } from './cvatShapes'

type Scalar = string | number | boolean

/** Attributes of shapes that are the project's, or say where the shape is. */
const known: ReadonlySet<string> = new Set([
  ...['label', 'occluded', 'z_order', 'group_id', 'rotation', 'source', 'points', 'rle'],
  ...['xtl', 'ytl', 'xbr', 'ybr', 'left', 'top', 'width', 'height', 'cx', 'cy', 'rx', 'ry']
])

/** Takes a shape of an image over, and reports what of it cannot be. Null when nothing is left. */
export function readObject(
  element: XmlElement,
  place: number,
  size: Size | null,
  labels: CvatLabels,
  reporter: Reporter
): ForeignObject | null {
  const { attributes, line, name } = element
  const at = { line, object: `#${place}` }
  const className = (attributes.get('label') ?? '').trim()
  if (className === '') {
    reporter.say('class-malformed', 'object-left-out', { ...at, detail: `<${name}>` })
    return null
  }
  const found = cvatShape(element, size, reporter.limits)
  if ('reason' in found) {
    reporter.say(found.reason, 'object-left-out', { ...at, detail: found.detail })
    return null
  }
  if (found.clipped) reporter.say('coordinates-outside', 'clipped', at)
  if (found.changed) reporter.say('shape-unsupported', 'changed', { ...at, detail: found.changed })
  const { group, ...own } = takeOwnFields(attributesOf(element, labels))
  return foreignObject({
    id: at.object,
    file: reporter.file,
    line,
    className,
    shape: found.shape,
    ...own,
    group: group ?? groupOf(attributes.get('group_id')),
    extra: extraOf(attributes)
  })
}

/** Groups are numbers from 1; 0 is none. */
const groupOf = (text: string | undefined): string | null =>
  text === undefined || text === '' || text === '0' ? null : text

/** What is drawn over what: higher is nearer. */
export function shapeOrder({ attributes }: XmlElement): number {
  const order = Number(attributes.get('z_order') ?? 0)
  return Number.isFinite(order) ? order : 0
}

function attributesOf(element: XmlElement, labels: CvatLabels): Record<string, Scalar> {
  const all: Record<string, Scalar> = {}
  const types = labels.typesOf(element.attributes.get('label') ?? '')
  for (const child of element.children) {
    const name = child.attributes.get('name') ?? ''
    if (child.name === 'attribute' && name !== '') setOwn(all, name, typed(child.text, types.get(name)))
  }
  if (element.attributes.get('occluded') === '1') all['occluded'] = true
  if (shapeOrder(element) !== 0) all['z_order'] = shapeOrder(element)
  return all
}

/** Text as what the label declares, or the truth value that it says; or else as it is. */
function typed(text: string, type: string | undefined): Scalar {
  if (type === undefined || type === 'checkbox') {
    if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  }
  const number = type === 'number' && text !== '' ? Number(text) : NaN
  return Number.isFinite(number) ? number : text
}

/** What newer versions write. */
function extraOf(attributes: ReadonlyMap<string, string>): Extra {
  const extra: Record<string, string> = {}
  for (const [name, value] of attributes) if (!known.has(name)) setOwn(extra, name, value)
  return extra
}
