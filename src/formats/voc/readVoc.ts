import type { Size } from '@shared/geometry/spaces'
import { boxFromCorners } from '@shared/geometry/box'
import type { Shape } from '@shared/schema/shape'
import { imageFile, wholeFile } from '../common/fileByFile'
import { readScore, takeOwnFields } from '../common/ownFields'
import { Reporter } from '../common/reporter'
import { fitShape, isCoordinate } from '../import/fit'
import {
  foreignImage,
  foreignObject,
  type Extra,
  type ForeignImage,
  type ForeignObject
} from '../import/foreign'
import { setOwn } from '../import/json'
import { baseOf } from '../import/paths'
import type { ReadContext, SourceFiles } from '../import/reader'
import { withoutEnding } from '../names'
import { childOf, parseXml, textOf, type XmlElement } from '../codecs/xml/element'
import { XmlTextError } from '../codecs/xml/xmlParser'

/** What the files of a VOC dataset say together. */
export interface VocLists {
  /** The originals of images that were not copied, by their place in the dataset. */
  readonly originals: ReadonlyMap<string, string>
  /** The part of each image, by its name without ending. */
  readonly splits: ReadonlyMap<string, string>
}

/** Where images usually are. */
const FOLDERS = ['JPEGImages', 'images']
const known = new Set(['name', 'bndbox', 'pose', 'truncated', 'difficult', 'occluded', 'attributes', 'score'])

/** Reads a VOC annotation file. Null when it had to be left out. */
export async function readVoc(
  file: string,
  source: SourceFiles,
  context: ReadContext,
  lists: VocLists
): Promise<ForeignImage | null> {
  const bytes = await wholeFile(source, file, context)
  return bytes && parseVoc(file, bytes, (name) => imageFile(source, file, name, FOLDERS), context, lists)
}

/** Reads the text of a VOC annotation file; `pathOf` finds an image's own file. */
export async function parseVoc(
  file: string,
  bytes: Uint8Array,
  pathOf: (name: string) => string | null,
  context: ReadContext,
  { originals, splits }: VocLists = { originals: new Map(), splits: new Map() }
): Promise<ForeignImage | null> {
  const reporter = new Reporter(context, file)
  const root = await rootOf(bytes, reporter)
  if (!root) return null
  const written = textOf(root, 'filename')
  const place = reporter.takeName(
    written === undefined || written === '' ? withoutEnding(baseOf(file)) : written
  )
  if (place === null) return null
  const path = pathOf(place)
  const name = originals.get(place) ?? place
  const about = reporter.about(name)
  const said = childOf(root, 'size')
  const size = about.takeSize(numberOf(said, 'width'), numberOf(said, 'height'), said?.line)
  if (size === false) return null
  const measured = size ?? (await context.sizeOf(name, path))
  const isOfficial = /^PASCAL VOC/.test(textOf(childOf(root, 'source'), 'annotation') ?? '')
  const objects: ForeignObject[] = []
  for (const [i, element] of root.children.filter((child) => child.name === 'object').entries()) {
    await context.pacer.breathe()
    const object = readObject(element, i + 1, isOfficial, measured, about)
    if (object) objects.push(object)
  }
  const split = splits.get(withoutEnding(place)) ?? null
  return foreignImage({ name, file, path, size, split, objects, extra: extraOf(root) })
}

async function rootOf(bytes: Uint8Array, reporter: Reporter): Promise<XmlElement | null> {
  try {
    const root = await parseXml(bytes, reporter.limits)
    if (root.name === 'annotation') return root
    reporter.say('file-broken', 'file-left-out', { line: root.line, detail: `<${root.name}>` })
  } catch (error) {
    if (!(error instanceof XmlTextError)) throw error
    reporter.say('file-broken', 'file-left-out', { line: error.line, detail: error.message })
  }
  return null
}

function readObject(
  element: XmlElement,
  place: number,
  isOfficial: boolean,
  size: Size | null,
  reporter: Reporter
): ForeignObject | null {
  const at = { line: element.line, object: `#${place}` }
  const className = textOf(element, 'name') ?? ''
  if (className === '') {
    reporter.say('class-malformed', 'object-left-out', at)
    return null
  }
  const box = boxOf(childOf(element, 'bndbox'), isOfficial)
  if (typeof box === 'string') {
    reporter.say(box, 'object-left-out', at)
    return null
  }
  const fit = fitShape(box, size)
  if (typeof fit === 'string') {
    reporter.say(fit, 'object-left-out', at)
    return null
  }
  if (fit.clipped) reporter.say('coordinates-outside', 'clipped', at)
  for (const child of element.children) {
    if (!known.has(child.name)) {
      const { line } = child
      reporter.say('field-not-carried', 'changed', { ...at, line, detail: `<${child.name}>` })
    }
  }
  const own = takeOwnFields(attributesOf(element))
  const score = readScore(textOf(element, 'score'))
  const { line, object: id } = at
  return foreignObject({ id, file: reporter.file, line, className, shape: fit.shape, ...own, score })
}

/**
 * The box in pixels. The official datasets count pixels from 1 and name the first and the last one; everybody else
 * writes where the box begins and ends.
 */
function boxOf(
  bndbox: XmlElement | undefined,
  isOfficial: boolean
): Shape | 'object-malformed' | 'coordinates-not-numbers' {
  if (!bndbox) return 'object-malformed'
  const [xmin, ymin, xmax, ymax] = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => numberOf(bndbox, side))
  if (!isCoordinate(xmin) || !isCoordinate(ymin) || !isCoordinate(xmax) || !isCoordinate(ymax)) {
    return 'coordinates-not-numbers'
  }
  const shift = isOfficial ? 1 : 0
  const box = boxFromCorners({ x: xmin - shift, y: ymin - shift }, { x: xmax, y: ymax })
  return { kind: 'rect', ...box }
}

/** The number that a child's text says; undefined without one, NaN for other text. */
function numberOf(element: XmlElement | undefined, name: string): number | undefined {
  const text = textOf(element, name)
  return text === undefined || text === '' ? undefined : Number(text)
}

/** Pose, the flags that are 1, and named attributes as CVAT writes them. */
function attributesOf(element: XmlElement): Record<string, string | number | boolean> {
  const all: Record<string, string | number | boolean> = {}
  const pose = textOf(element, 'pose') ?? ''
  if (pose !== '' && pose !== 'Unspecified') all['pose'] = pose
  for (const flag of ['truncated', 'difficult', 'occluded'])
    if (textOf(element, flag) === '1') all[flag] = true
  for (const { name, children } of childOf(element, 'attributes')?.children ?? []) {
    const key = children.find((child) => child.name === 'name')?.text ?? ''
    const value = children.find((child) => child.name === 'value')?.text ?? ''
    if (name === 'attribute' && key !== '') setOwn(all, key, typed(value))
  }
  return all
}

/** Text as the truth value that it says, or else as it is. */
function typed(text: string): string | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text
}

/** Where the picture came from, as far as somebody said it. */
function extraOf(root: XmlElement): Extra {
  const source = childOf(root, 'source')
  if (!source || source.children.length === 0) return {}
  return { source: Object.fromEntries(source.children.map(({ name, text }) => [name, text])) }
}
