import { maskFromRle, maskShape } from '@shared/mask/maskData'
import type { Rle } from '@shared/mask/rle'
import type { Size } from '@shared/geometry/spaces'
import { wholeFile } from '../common/fileByFile'
import { takeOwnFields } from '../common/ownFields'
import { Reporter } from '../common/reporter'
import { foreignObject, type ForeignObject } from '../import/foreign'
import { folderOf, joinPath, safeName } from '../import/paths'
import type { ReadContext, SourceFiles } from '../import/reader'
import { withoutEnding } from '../names'
import { PNG_COLOR } from '../../imaging/pngFile'
import { PngError } from '../codecs/png/png'
import { readPng, type Png } from '../codecs/png/readPng'
import type { MaskClass } from './classMap'
import type { MaskFile } from './maskLayout'
import { parseObjectList, type ListedObject } from './objectList'
import { valueRuns, type ValueRuns } from './valueRuns'

/** A mask with more colours than this that nobody named is a photograph. */
const MOST_UNKNOWN = 256
/** What VOC calls "void": the border around objects. */
const VOID = new Set([255, 0xe0e0c0])

/** What is known of a dataset's classes. */
export interface MaskClasses {
  readonly classes: readonly MaskClass[]
  /** Whether palettes say the class, as in CVAT's masks, and not the numbers themselves. */
  readonly byColor: boolean
}

/** What an image's masks hold. */
export interface FoundMasks {
  readonly size: Size | null
  readonly objects: readonly ForeignObject[]
}

/** Reads the masks of an image. Null when they had to be left out. */
export async function readMasks(
  { kind, file }: MaskFile,
  name: string,
  source: SourceFiles,
  known: MaskClasses,
  context: ReadContext
): Promise<FoundMasks | null> {
  const masks = new MaskReader(source, context, name)
  if (kind === 'semantic') return semantic(masks, file, known)
  const list = source.find(`${withoutEnding(file)}.csv`)
  const lines = list === null ? [] : await masks.list(list)
  if (!lines) return null
  if (kind === 'instances') return instances(masks, file, lines)
  return singles(masks, list ?? file, lines)
}

interface Line {
  readonly line: number
  readonly object: ListedObject
}

/** Reads files of one image, and reports what is wrong with them. */
class MaskReader {
  constructor(
    readonly source: SourceFiles,
    private readonly context: ReadContext,
    private readonly name: string
  ) {}

  about(file: string): Reporter {
    return new Reporter(this.context, file, this.name)
  }

  /** The pixels of each value of a PNG; null when it had to be left out. */
  async values(file: string, asColors: (png: Png) => boolean): Promise<ValueRuns | null> {
    const { context } = this
    const about = this.about(file)
    const bytes = await wholeFile(this.source, file, context)
    if (!bytes) return null
    try {
      const png = readPng(bytes)
      if (about.takeSize(png.width, png.height) === false) return null
      const found = await valueRuns(png, asColors(png), () => context.pacer.breathe())
      if (!found) about.say('file-refused', 'file-left-out', { detail: 'it is a photograph' })
      return found ?? null
    } catch (error) {
      if (!(error instanceof PngError)) throw error
      about.say('file-broken', 'file-left-out', { detail: error.message })
      return null
    }
  }

  /** The lines of a list of objects; null when it had to be left out. */
  async list(file: string): Promise<readonly Line[] | null> {
    const about = this.about(file)
    const bytes = await wholeFile(this.source, file, this.context)
    const lines = bytes && parseObjectList(Buffer.from(bytes).toString('utf8'))
    if (!lines) {
      about.say('file-broken', 'file-left-out', { detail: 'it is no list of objects' })
      return null
    }
    return lines.flatMap(({ line, object }) => {
      if (object) return [{ line, object }]
      about.say('object-malformed', 'object-left-out', { line })
      return []
    })
  }
}

/** Each class is one object. */
async function semantic(masks: MaskReader, file: string, known: MaskClasses): Promise<FoundMasks | null> {
  const found = await masks.values(file, ({ colorType }) => {
    const hasColors = colorType === PNG_COLOR.rgb || colorType === PNG_COLOR.rgba
    return hasColors || (known.byColor && colorType === PNG_COLOR.palette)
  })
  if (!found) return null
  const { isColored } = found
  const names = new Map(known.classes.map((each) => [isColored ? colorNumber(each) : each.value, each.name]))
  const unknown = [...found.values.keys()].filter((value) => !names.has(value))
  const about = masks.about(file)
  if (unknown.length > MOST_UNKNOWN) {
    about.say('file-refused', 'file-left-out', { detail: `${unknown.length} unknown classes` })
    return null
  }
  const objects: ForeignObject[] = []
  for (const [value, runs] of found.values) {
    const text = isColored ? `#${value.toString(16).padStart(6, '0')}` : String(value)
    const name = names.get(value)
    if (name === undefined) {
      const isVoid = VOID.has(value)
      about.say('class-unknown', isVoid ? 'object-left-out' : 'changed', { object: text, detail: null })
      if (isVoid) continue
    }
    objects.push(maskObject(text, file, null, name ?? `class ${text}`, runs))
  }
  return { size: found.size, objects }
}

const colorNumber = ({ color }: MaskClass): number | null =>
  color === null ? null : parseInt(color.slice(1), 16)

/** Each number is one object, which the list beside the picture names. */
async function instances(
  masks: MaskReader,
  file: string,
  lines: readonly Line[]
): Promise<FoundMasks | null> {
  const found = await masks.values(file, () => false)
  if (!found) return null
  const about = masks.about(file)
  const objects: ForeignObject[] = []
  const listed = new Set<number>()
  for (const { line, object } of lines) {
    const id = String(object.value)
    const runs = found.values.get(object.value)
    const at = { line, object: id }
    if (listed.has(object.value)) about.say('object-repeated', 'object-left-out', at)
    else if (runs) objects.push(maskObject(id, file, line, object.className, runs, object))
    else about.say('shape-empty', 'object-left-out', at)
    listed.add(object.value)
  }
  for (const [value, runs] of found.values) {
    if (listed.has(value)) continue
    about.say('class-unknown', 'changed', { object: String(value) })
    objects.push(maskObject(String(value), file, null, 'object', runs))
  }
  return { size: found.size, objects }
}

/** Each file is one object. */
async function singles(masks: MaskReader, list: string, lines: readonly Line[]): Promise<FoundMasks | null> {
  const objects: ForeignObject[] = []
  let size: Size | null = null
  for (const { line, object } of lines) {
    const about = masks.about(list)
    const at = { line, object: object.file }
    const { name, unsafe } = safeName(object.file)
    const file = unsafe ? null : masks.source.find(joinPath(folderOf(list), name))
    if (file === null) {
      about.say(unsafe ? 'path-unsafe' : 'file-missing', 'object-left-out', at)
      continue
    }
    const found = await masks.values(file, () => false)
    if (!found) continue
    size ??= found.size
    const runs = object.value === 0 ? undefined : found.values.get(object.value)
    if (found.size.width !== size.width || found.size.height !== size.height) {
      about.say('runs-misfit', 'object-left-out', at)
    } else if (runs) objects.push(maskObject(object.file, list, line, object.className, runs, object))
    else about.say('shape-empty', 'object-left-out', at)
  }
  return { size, objects }
}

function maskObject(
  id: string,
  file: string,
  line: number | null,
  className: string,
  runs: Rle,
  { attributes }: Pick<ListedObject, 'attributes'> = { attributes: {} }
): ForeignObject {
  const shape = maskShape(maskFromRle(runs))
  return foreignObject({ id, file, line, className, shape, ...takeOwnFields(attributes) })
}
