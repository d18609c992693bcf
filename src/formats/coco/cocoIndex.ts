import { ProblemError } from '@shared/schema/problem'
import type { ImportItem } from '@shared/schema/importing'
import type { Extra, ForeignClass, Json } from '../import/foreign'
import { excerpt, isObject, setOwn, unknownFields } from '../import/json'
import type { ReadContext, SourceFiles } from '../import/reader'
import { JsonTextError, readJsonItems, type JsonItem } from '../codecs/json/jsonItems'
import { Numbers, Places } from './places'

/** Ids are numbers, or, in some tools' files, texts. */
export type CocoId = number | string

/** How much of what a file says beside images, classes and objects is kept. */
const MOST_EXTRA = 16 * 1024 * 1024

const categoryFields = new Set(['id', 'name'])

/** Whether a value can be an id. */
export function isId(value: unknown): value is CocoId {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
}

/**
 * What stands where in an instances file: the classes, and the places of images and objects, whatever the order of
 * its sections. Some 40 bytes an object; none of them is held.
 */
export class CocoIndex {
  readonly categories = new Map<CocoId, ForeignClass>()
  readonly images = new Places()
  readonly objects = new Places()
  private readonly extraFields: Record<string, Json> = {}
  private readonly extraLists = new Map<string, Json[]>()
  private extraBytes = 0
  /** Images are numbered as they are met, here or as an object's image. */
  private readonly numbers = new Map<CocoId, number>()
  /** The number of each object's image, and of each image. */
  private readonly imageOfObject = new Numbers()
  private readonly numberOfImage: number[] = []
  private readonly listed = new Set<CocoId>()
  private readonly objectIds = new Set<CocoId>()

  private constructor(
    private readonly file: string,
    private readonly context: ReadContext
  ) {}

  /**
   * Goes through a file once.
   * @throws ProblemError 'dataset-broken' when it is not JSON, is cut off, or has no list of images or objects.
   */
  static async of(
    source: SourceFiles,
    file: string,
    context: ReadContext,
    progress: (bytes: number) => void
  ): Promise<CocoIndex> {
    const index = new CocoIndex(file, context)
    try {
      for await (const item of readJsonItems(source.chunks(file), context.limits)) {
        await context.pacer.breathe()
        index.take(item)
        progress(item.end)
      }
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error
      throw broken(file, error.line, error.message, error)
    }
    if (index.images.length === 0) throw broken(file, 1, 'it lists no images')
    return index
  }

  /** What the file says beside images, classes and objects. */
  get extra(): Extra {
    return this.extraFields
  }

  /** The places of each image's objects in the order of the file; asked for once. */
  objectsByImage(): (image: number) => Uint32Array {
    const { order, starts } = this.imageOfObject.grouped(this.numbers.size)
    return (image) => {
      const number = this.numberOfImage[image] ?? 0
      return order.subarray(starts[number], starts[number + 1])
    }
  }

  /** Reports the objects whose images are not in the file. */
  async reportOrphans(): Promise<void> {
    const known = new Set(this.numberOfImage)
    if (known.size === this.numbers.size) return
    const ids = [...this.numbers.keys()]
    for (let i = 0; i < this.objects.length; i++) {
      await this.context.pacer.breathe()
      const image = this.imageOfObject.at(i)
      if (known.has(image)) continue
      const { line } = this.objects.at(i)
      this.report('image-unknown', 'object-left-out', line, `#${i + 1}`, `image_id ${String(ids[image])}`)
    }
  }

  private take(item: JsonItem): void {
    const { key, index, value } = item
    if (index === null || key === null) {
      if (key !== null && !['images', 'annotations', 'categories'].includes(key)) this.keep(item)
      return
    }
    if (key === 'images') this.takeImage(item)
    else if (key === 'annotations') this.takeObject(item)
    else if (key === 'categories') this.takeCategory(value, item.line, index)
    else this.keep(item)
  }

  private takeImage(item: JsonItem): void {
    const { value, line } = item
    const name = `#${(item.index ?? 0) + 1}`
    if (!isObject(value) || !isId(value['id']) || typeof value['file_name'] !== 'string') {
      this.report('image-malformed', 'image-left-out', line, name, excerpt(value))
      return
    }
    const { id } = value
    if (this.listed.has(id)) {
      this.report('image-repeated', 'image-left-out', line, String(id), value['file_name'])
      return
    }
    this.listed.add(id)
    this.images.push(item)
    this.numberOfImage.push(this.numberFor(id))
  }

  private takeObject(item: JsonItem): void {
    const { value, line } = item
    const place = `#${(item.index ?? 0) + 1}`
    if (!isObject(value) || !isId(value['image_id'])) {
      this.report('object-malformed', 'object-left-out', line, place, excerpt(value))
      return
    }
    const { id } = value
    if (isId(id)) {
      if (this.objectIds.has(id)) this.report('object-repeated', 'kept', line, String(id), null)
      this.objectIds.add(id)
    }
    this.objects.push(item)
    this.imageOfObject.push(this.numberFor(value['image_id']))
  }

  private takeCategory(value: unknown, line: number, index: number): void {
    const place = `#${index + 1}`
    if (!isObject(value) || !isId(value['id'])) {
      this.report('class-malformed', 'class-left-out', line, place, excerpt(value))
      return
    }
    const { id } = value
    const name = typeof value['name'] === 'string' ? value['name'].trim() : ''
    if (name === '') this.report('class-malformed', 'class-left-out', line, String(id), excerpt(value))
    else if (this.categories.has(id))
      this.report('class-repeated', 'class-left-out', line, String(id), excerpt(name))
    else {
      const number = typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null
      this.categories.set(id, { name, number, color: null, extra: unknownFields(value, categoryFields) })
    }
  }

  private keep({ key, index, value, line, start, end }: JsonItem): void {
    if (key === null) return
    this.extraBytes += end - start
    if (this.extraBytes > MOST_EXTRA) {
      if (this.extraBytes - (end - start) <= MOST_EXTRA)
        this.report('field-not-carried', 'changed', line, key, null)
      return
    }
    if (index === null) {
      setOwn(this.extraFields, key, value as Json)
      return
    }
    const list = this.extraLists.get(key) ?? []
    if (index === 0 || list.length === 0) {
      this.extraLists.set(key, list)
      setOwn(this.extraFields, key, list)
    }
    list.push(value as Json)
  }

  private numberFor(id: CocoId): number {
    const known = this.numbers.get(id)
    if (known !== undefined) return known
    const number = this.numbers.size
    this.numbers.set(id, number)
    return number
  }

  private report(
    reason: ImportItem['reason'],
    action: ImportItem['action'],
    line: number,
    object: string,
    detail: string | null
  ): void {
    this.context.report({ reason, action, file: this.file, line, image: null, object, detail })
  }
}

function broken(file: string, line: number, reason: string, cause?: unknown): ProblemError {
  const message = `${file}, line ${line}: ${reason}`
  return new ProblemError('dataset-broken', message, { file, line, reason }, { cause })
}
