import type { Size } from '@shared/geometry/spaces'
import { ProblemError } from '@shared/schema/problem'
import { firstFile } from '../common/fileByFile'
import {
  foreignImage,
  type Extra,
  type ForeignClass,
  type ForeignDataset,
  type ForeignImage,
  type ForeignObject
} from '../import/foreign'
import { excerpt, isObject, unknownFields } from '../import/json'
import { baseOf, folderOf, joinPath, safeName } from '../import/paths'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { parseLenient } from '../codecs/json/jsonItems'
import { CocoIndex } from './cocoIndex'
import { readObject } from './foreignObject'
import type { JsonPlace } from './places'

/** How much of a file is looked at to tell what it is. */
const HEAD = 1 << 16
/** Objects that lie no further apart than this are read at once. */
const NEAR = 4096
/** No more than this is read at once, unless one object is larger. */
const MOST_AT_ONCE = 1 << 22

const imageFields = new Set(['id', 'file_name', 'width', 'height'])

/** Reads COCO instances files of any size: once to find what stands where, then image by image. */
export const cocoReader: DatasetReader = {
  async detect(source): Promise<Confidence> {
    for (const file of jsonFiles(source).slice(0, 20)) if (await looksLikeCoco(source, file)) return 0.9
    return 0
  },

  async open(source, context): Promise<ForeignDataset> {
    const files = await instancesFiles(source, context)
    const sizes = await Promise.all(files.map((file) => source.size(file)))
    // Each file is gone through twice.
    const total = 2 * sizes.reduce((a, b) => a + b, 0)
    const parts: CocoPart[] = []
    let done = 0
    for (const [i, file] of files.entries()) {
      const index = await CocoIndex.of(source, file, context, (bytes) =>
        context.progress(done + bytes, total)
      )
      await index.reportOrphans()
      done += sizes[i] ?? 0
      parts.push(new CocoPart(source, file, index, context))
    }
    return {
      classes: classesOf(parts),
      extra: parts.reduceRight<Extra>((extra, { index }) => ({ ...extra, ...index.extra }), {}),
      imageCount: parts.reduce((sum, { index }) => sum + index.images.length, 0),
      async *images() {
        let read = done
        for (const [i, part] of parts.entries()) {
          const size = sizes[i] ?? 0
          yield* part.images((share) => context.progress(read + share * size, total))
          read += size
        }
      }
    }
  }
}

/** One instances file. */
class CocoPart {
  private readonly objectsOf: (image: number) => Uint32Array
  private readonly split: string | null

  constructor(
    private readonly source: SourceFiles,
    private readonly file: string,
    readonly index: CocoIndex,
    private readonly context: ReadContext
  ) {
    this.objectsOf = index.objectsByImage()
    this.split = /(?:^|[^a-z])(train|val|test)(?:[^a-z]|$)/i.exec(baseOf(file))?.[1]?.toLowerCase() ?? null
  }

  /** Image by image; `progress` is told the share that is done. */
  async *images(progress: (share: number) => void): AsyncGenerator<ForeignImage> {
    const { images } = this.index
    for (let i = 0; i < images.length; i++) {
      await this.context.pacer.breathe()
      const image = await this.image(i)
      if (image) yield image
      progress((i + 1) / images.length)
    }
  }

  private async image(number: number): Promise<ForeignImage | null> {
    const { file } = this
    const place = this.index.images.at(number)
    const { line } = place
    const value = await this.value(place)
    if (!isObject(value)) return null
    const written = String(value['file_name'])
    const { name, unsafe } = safeName(written)
    const about = { file, line, image: name === '' ? excerpt(written) : name, object: String(value['id']) }
    if (name === '') {
      this.context.report({
        reason: 'path-unsafe',
        action: 'image-left-out',
        detail: excerpt(written),
        ...about
      })
      return null
    }
    if (unsafe)
      this.context.report({ reason: 'path-unsafe', action: 'changed', detail: excerpt(written), ...about })
    const path = this.pathOf(name)
    const size = readSize(value)
    if (size && size.width * size.height > this.context.limits.pixels) {
      const detail = `${size.width}×${size.height}`
      this.context.report({ reason: 'size-impossible', action: 'image-left-out', detail, ...about })
      return null
    }
    if (!size && ['width', 'height'].some((side) => Object.hasOwn(value, side))) {
      const detail = `${excerpt(value['width'])}×${excerpt(value['height'])}`
      this.context.report({ reason: 'field-malformed', action: 'changed', detail, ...about })
    }
    const objects = await this.objects(number, name, size ?? (await this.context.sizeOf(name, path)))
    const extra = unknownFields(value, imageFields)
    return foreignImage({ name, size, file, line, path, split: this.split, objects, extra })
  }

  private async objects(image: number, name: string, size: Size | null): Promise<ForeignObject[]> {
    const { index, file, context } = this
    const found: ForeignObject[] = []
    const numbers = this.objectsOf(image)
    const places = Array.from(numbers, (number) => index.objects.at(number))
    for (const { from, to } of spansOf(places)) {
      const [first, last] = [places[from], places[to - 1]]
      if (!first || !last) continue
      const bytes = await this.source.slice(file, first.start, last.end)
      for (let i = from; i < to; i++) {
        await context.pacer.breathe()
        const { start, end, line } = places[i] ?? first
        const value = parse(bytes.subarray(start - first.start, end - first.start))
        const at = { file, line, place: (numbers[i] ?? 0) + 1, image: name }
        const object = readObject(value, at, size, index.categories, context)
        if (object) found.push(object)
      }
    }
    return found
  }

  /** The image's file in the dataset, in the places where it usually is. */
  private pathOf(name: string): string | null {
    const here = folderOf(this.file)
    const above = folderOf(here)
    const candidates = [name, `images/${name}`, joinPath(here, name), joinPath(above, name)]
    candidates.push(joinPath(above, `images/${name}`))
    if (this.split) candidates.push(joinPath(above, `${this.split}/${name}`))
    return firstFile(this.source, candidates)
  }

  private async value({ start, end }: JsonPlace): Promise<unknown> {
    return parse(await this.source.slice(this.file, start, end))
  }
}

function parse(bytes: Uint8Array): unknown {
  return parseLenient(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
}

/** Pixels, where the file says them as whole numbers. */
function readSize({ width, height }: Readonly<Record<string, unknown>>): Size | null {
  const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0
  return isLength(width) && isLength(height) ? { width, height } : null
}

/** Places in the order of the file, cut where what lies between them is not worth reading. */
function* spansOf(places: readonly JsonPlace[]): Generator<{ from: number; to: number }> {
  let from = 0
  for (let to = 1; to <= places.length; to++) {
    const next = places[to]
    const before = places[to - 1]
    const first = places[from]
    const isEnd =
      !next || !before || !first || next.start - before.end > NEAR || next.end - first.start > MOST_AT_ONCE
    if (!isEnd) continue
    yield { from, to }
    from = to
  }
}

/** The classes of all files; one name is one class. */
function classesOf(parts: readonly CocoPart[]): ForeignClass[] {
  const byName = new Map<string, ForeignClass>()
  for (const { index } of parts) {
    for (const category of index.categories.values()) {
      if (!byName.has(category.name)) byName.set(category.name, category)
    }
  }
  return [...byName.values()]
}

function jsonFiles(source: SourceFiles): readonly string[] {
  return source.chosen === null ? source.paths.filter((path) => /\.json$/i.test(path)) : [source.chosen]
}

/** The files to be read: those called instances, when others that say the same again lie beside them. */
async function instancesFiles(source: SourceFiles, context: ReadContext): Promise<readonly string[]> {
  const files: string[] = []
  for (const file of jsonFiles(source)) {
    await context.pacer.breathe()
    if (file === source.chosen || (await looksLikeCoco(source, file))) files.push(file)
  }
  if (files.length === 0) {
    const reason = 'there is no COCO file'
    throw new ProblemError('dataset-broken', `The dataset cannot be read: ${reason}`, {
      file: source.chosen ?? '.',
      line: 1,
      reason
    })
  }
  const instances = files.filter((file) => /^instances/i.test(baseOf(file)))
  if (instances.length === 0) return files
  for (const file of files.filter((each) => !instances.includes(each))) {
    context.report({
      ...{ reason: 'file-refused', action: 'file-left-out', file, line: null, image: null, object: null },
      detail: instances[0] ?? null
    })
  }
  return instances
}

/** Whether the beginning of a file has COCO's sections, or their elements' fields. */
async function looksLikeCoco(source: SourceFiles, file: string): Promise<boolean> {
  const length = Math.min(HEAD, await source.size(file))
  const head = Buffer.from(await source.slice(file, 0, length)).toString('latin1')
  if (!/^(?:\xef\xbb\xbf)?\s*\{/.test(head)) return false
  const sections = /"(?:images|annotations|categories)"\s*:\s*\[/.test(head)
  const fields = /"(?:file_name|image_id|category_id|supercategory)"\s*:/.test(head)
  return (sections && fields) || (sections && length < HEAD) || fields
}
