import type { ImportItem } from '@shared/schema/importing'
import { ProblemError } from '@shared/schema/problem'
import {
  foreignImage,
  foreignObject,
  type ForeignClass,
  type ForeignDataset,
  type ForeignImage,
  type ForeignObject
} from '../import/foreign'
import { originalNames } from '../common/listImages'
import { excerpt, readText } from '../import/json'
import { folderOf, joinPath, safeName } from '../import/paths'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { readDataYaml, readNameList, type YoloDescription } from './dataYaml'
import { foreignLine, type LineForm } from './foreignLine'
import { YoloLayout, type YoloImage } from './layout'

/** Which of Ultralytics' label files a reader is for; all are read alike but for what eight numbers mean. */
export type YoloKind = 'yolo' | 'yolo-seg' | 'yolo-obb'

/** How many label files are looked at to tell what a dataset is. */
const SAMPLED = 40
/** Of each no more than this. */
const HEAD = 1 << 14

/** Reads YOLO datasets: with or without `data.yaml`, with or without their images. */
export function yoloReader(kind: YoloKind): DatasetReader {
  return {
    async detect(source): Promise<Confidence> {
      const found = await kindOf(source)
      if (found !== kind) return 0
      return descriptionFile(source) === null ? 0.6 : 0.95
    },
    async open(source, context): Promise<ForeignDataset> {
      const description = await describe(source, context)
      const images = await listImages(source, context, description)
      if (images.length === 0) {
        const file = description.file ?? '.'
        const reason = 'it has no label files'
        throw new ProblemError('dataset-broken', `${file}: ${reason}`, { file, line: 1, reason })
      }
      const form = { oriented: kind === 'yolo-obb', keyPoints: description.keyPoints }
      const names = await originalsByStem(source, context)
      const labels = new LabelReader(source, context, description.classes, form)
      return {
        classes: description.classes,
        extra: {},
        imageCount: images.length,
        async *images() {
          for (const [i, image] of images.entries()) {
            await context.pacer.breathe()
            const found = await labels.image(image, names)
            if (found) yield found
            context.progress(i + 1, images.length)
          }
        }
      }
    }
  }
}

type Described = YoloDescription & { readonly file: string | null }

function descriptionFile(source: SourceFiles): string | null {
  if (source.chosen !== null && /\.ya?ml$/i.test(source.chosen)) return source.chosen
  const files = source.paths.filter((path) => /\.ya?ml$/i.test(path))
  return files.find((path) => /(?:^|\/)data\.ya?ml$/i.test(path)) ?? files[0] ?? null
}

async function describe(source: SourceFiles, context: ReadContext): Promise<Described> {
  const file = descriptionFile(source)
  const text = file === null ? null : await readText(source, file, context.limits)
  if (file !== null && text !== null) return { ...readDataYaml(file, text), file }
  const list = source.paths.find((path) => /(?:^|\/)(?:classes\.txt|obj\.names|[^/]+\.names)$/i.test(path))
  const names = list === undefined ? null : await readText(source, list, context.limits)
  return { file, path: '', parts: new Map(), classes: readNameList(names ?? ''), keyPoints: 0 }
}

/** Every image that has a label file, part by part. */
async function listImages(
  source: SourceFiles,
  context: ReadContext,
  { file, path, parts }: Described
): Promise<readonly YoloImage[]> {
  const layout = new YoloLayout(source)
  if (file === null || parts.size === 0) return layout.all()
  const here = folderOf(file)
  const base = (path === '' ? null : layout.resolve(here, path, false)) ?? here
  const found = new Map<string, YoloImage>()
  const add = (image: YoloImage): void => {
    if (!found.has(image.labels)) found.set(image.labels, image)
  }
  const missing = (entry: string): void => {
    context.report({
      ...{ reason: 'file-missing', action: 'file-left-out', file, line: null, image: null, object: null },
      detail: excerpt(entry)
    })
  }
  for (const [split, entries] of parts) {
    for (const entry of entries) {
      if (/\.txt$/i.test(entry)) {
        const list = layout.resolve(base, entry, true)
        const text = list === null ? null : await readText(source, list, context.limits)
        if (list === null || text === null) missing(entry)
        else for (const image of await fromList(layout, context, folderOf(list), text, split)) add(image)
        continue
      }
      const folder = layout.resolve(base, entry, false) ?? labelsOnly(layout, base, entry)
      if (folder === null) missing(entry)
      else for (const image of layout.below(folder, split)) add(image)
    }
  }
  return [...found.values()]
}

/** The folder of images that is not there, when that of its labels is. */
function labelsOnly(layout: YoloLayout, base: string, entry: string): string | null {
  const labels = entry.replace(/(^|[\\/])images(?=[\\/]|$)/, '$1labels')
  const found = layout.resolve(base, labels, false)
  return found === null ? null : found.replace(/(^|\/)labels(?=\/|$)/, '$1images')
}

/** The images that a text file lists, one on a line. */
async function fromList(
  layout: YoloLayout,
  context: ReadContext,
  base: string,
  text: string,
  split: string
): Promise<YoloImage[]> {
  const found: YoloImage[] = []
  for (const line of text.split(/\r?\n/)) {
    await context.pacer.breathe()
    const entry = line.trim()
    if (entry === '') continue
    const { name, unsafe } = safeName(entry)
    const path = layout.resolve(base, entry, true) ?? (unsafe ? name : joinPath(base, name))
    const image = layout.listed(path, split)
    if (image) found.push(image)
  }
  return found
}

/** What our own exports say in `images.txt`: the original of each image that was not copied, or was renamed. */
async function originalsByStem(
  source: SourceFiles,
  context: ReadContext
): Promise<ReadonlyMap<string, string>> {
  const file = source.paths.find((path) => /(?:^|\/)images\.txt$/.test(path))
  const names = file === undefined ? new Map<string, string>() : await originalNames(source, context, file)
  const folder = folderOf(file ?? '')
  return new Map([...names].map(([place, name]) => [joinPath(folder, withoutLast(place)), name]))
}

const withoutLast = (name: string): string => name.replace(/\.[^./]*$/, '')

/** Reads label files. */
class LabelReader {
  private readonly names: ReadonlyMap<number, string>

  constructor(
    private readonly source: SourceFiles,
    private readonly context: ReadContext,
    classes: readonly ForeignClass[],
    private readonly form: LineForm
  ) {
    this.names = new Map(classes.flatMap(({ number, name }) => (number === null ? [] : [[number, name]])))
  }

  async image(image: YoloImage, originals: ReadonlyMap<string, string>): Promise<ForeignImage | null> {
    const { labels: file, path, split } = image
    const key = withoutLast(file.replace(/(^|\/)labels\//, '$1images/'))
    const name = originals.get(key) ?? image.name
    const report = (reason: ImportItem['reason'], action: ImportItem['action']): void =>
      this.context.report({ reason, action, file, line: null, image: name, object: null, detail: null })
    const text = await readText(this.source, file, this.context.limits)
    if (text === null) {
      report('file-too-large', 'file-left-out')
      return null
    }
    const size = await this.context.sizeOf(name, path)
    if (size === null && text.trim() !== '') {
      report('size-unknown', 'image-left-out')
      return null
    }
    const objects: ForeignObject[] = []
    for (const [i, line] of text.split(/\r?\n/).entries()) {
      if (line.trim() === '' || size === null) continue
      await this.context.pacer.breathe()
      const object = this.object(line.trim(), { file, line: i + 1, image: name }, size)
      if (object) objects.push(object)
    }
    return foreignImage({ name, file, path, split, size, objects })
  }

  private object(
    line: string,
    at: { file: string; line: number; image: string },
    size: { width: number; height: number }
  ): ForeignObject | null {
    const id = `#${at.line}`
    const report = (reason: ImportItem['reason'], action: ImportItem['action'], detail: string): void =>
      this.context.report({ reason, action, ...at, object: id, detail })
    const found = foreignLine(line, size, this.form)
    if (typeof found === 'string') {
      report(found, 'object-left-out', excerpt(line))
      return null
    }
    const className = this.names.size === 0 ? String(found.classIndex) : this.names.get(found.classIndex)
    if (className === undefined) {
      report('class-unknown', 'object-left-out', String(found.classIndex))
      return null
    }
    if (found.clipped) report('coordinates-outside', 'clipped', excerpt(line))
    if (found.more) report('field-not-carried', 'changed', 'key points')
    const { file, line: number } = at
    return foreignObject({ id, file, line: number, className, shape: found.shape, score: found.score })
  }
}

/** What the first label files hold: boxes, rings, or, when all have eight numbers, oriented boxes; null for none. */
async function kindOf(source: SourceFiles): Promise<YoloKind | null> {
  const images = new YoloLayout(source).all()
  const described = descriptionFile(source) !== null
  const counts = new Set<number>()
  let lines = 0
  let bad = 0
  for (const { labels, path } of images.slice(0, SAMPLED)) {
    if (!described && path === null && !/(?:^|\/)labels\//.test(labels)) continue
    const length = Math.min(HEAD, await source.size(labels))
    const text = new TextDecoder().decode(await source.slice(labels, 0, length))
    // A line that the limit cut is not counted.
    const whole = length < HEAD ? text : text.slice(0, text.lastIndexOf('\n') + 1)
    for (const line of whole.split('\n')) {
      if (line.trim() === '') continue
      lines++
      const values = line.trim().split(/\s+/).map(Number)
      if (values.length < 5 || !values.every(Number.isFinite)) bad++
      else counts.add(values.length - 1)
    }
  }
  if (bad * 2 > lines || images.length === 0) return null
  if (lines === 0) return described || images.some(({ path }) => path !== null) ? 'yolo' : null
  if ([...counts].every((count) => count === 8 || count === 9)) return 'yolo-obb'
  return [...counts].some((count) => count >= 6 && count % 2 === 0) ? 'yolo-seg' : 'yolo'
}
