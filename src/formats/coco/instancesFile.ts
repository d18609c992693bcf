import type { Annotation } from '@shared/schema/annotation'
import { noExtras, pinnedOrder, type DatasetExtras, type DatasetImage } from '../dataset'
import type { GrowingFile } from '../exportFolder'
import type { PlannedImage } from '../writer'
import type { ExportRun } from '../exportRun'
import { takeExtra } from '../extra'
import type { Extra } from '../import/foreign'
import { isObject } from '../import/json'
import { shapeIou } from '../selfCheck'
import type { SplitName } from '../split'
import {
  cocoAnnotationSchema,
  cocoClosing,
  cocoImage,
  cocoOpening,
  cocoSeparator,
  ownAttribute,
  type CocoAnnotation,
  type CocoImage,
  cocoCategorySchema,
  cocoImageSchema,
  type CocoCategory
} from './coco'
import { cocoOutline, shapeFromCoco } from './cocoShape'
import { readJsonItems } from '../codecs/json/jsonItems'

/** One COCO instances file while it is written: each image's objects are read back as soon as they stand there. */
export class InstancesFile {
  private constructor(
    private readonly run: ExportRun,
    private readonly name: string,
    readonly split: SplitName,
    private readonly imageCount: number,
    private readonly file: GrowingFile,
    private readonly firstId: number
  ) {}

  /** Begins a file of these images, whose objects are numbered from `firstId`. */
  static async open(
    run: ExportRun,
    name: string,
    split: SplitName,
    images: readonly PlannedImage[],
    firstId: number
  ): Promise<InstancesFile> {
    const { dataset } = run
    const file = await run.folder.open(name)
    const description = `${dataset.name}, exported by Maskwright`
    const extras = dataset.extras?.('coco') ?? noExtras
    const opening = cocoOpening(
      description,
      run.date,
      pinnedOrder(dataset.labels),
      listed(images, extras),
      extras
    )
    for (const chunk of batched(opening)) await file.append(chunk)
    return new InstancesFile(run, name, split, images.length, file, firstId)
  }

  /** Writes the objects of an image, reads them back, and gives their number. */
  async add(image: DatasetImage, annotations: readonly Annotation[], nextId: number): Promise<number> {
    const { run, file } = this
    const objects: Annotation[] = []
    const lines: string[] = []
    for (const annotation of annotations) {
      await run.pacer.breathe()
      const crowd = annotation.iscrowd
      const outline = cocoOutline(annotation.shape, image, run.options.rle || crowd, run.options.tolerance)
      if (!outline) {
        run.notes.add('empty-shapes')
        continue
      }
      const id = nextId + objects.length
      const { attributes, extra } = attributesOf(annotation)
      const line: CocoAnnotation = {
        ...extra,
        id,
        image_id: image.id,
        category_id: annotation.labelId,
        ...outline,
        iscrowd: crowd ? 1 : 0,
        ...(Object.keys(attributes).length > 0 && { attributes })
      }
      lines.push(cocoSeparator(id === this.firstId) + JSON.stringify(line))
      objects.push(annotation)
      if (annotation.shape.kind === 'rect') run.notes.add('box-outlines')
    }
    const start = file.size
    await file.append(lines.join(''))
    await this.check(await file.readFrom(start), objects, image, nextId)
    run.objects += objects.length
    return objects.length
  }

  /** Ends the file and reads it once more as a whole; `endId` is the number after its last object. */
  async finish(endId: number): Promise<void> {
    await this.file.append(cocoClosing)
    await checkWhole(this.run, this.name, this.imageCount, this.firstId, endId)
  }

  async close(): Promise<void> {
    await this.file.close()
  }

  /** Compares the objects of an image with what stands in the file. */
  private async check(
    text: string,
    objects: readonly Annotation[],
    image: DatasetImage,
    firstId: number
  ): Promise<void> {
    const { check, pacer } = this.run
    const list: unknown = JSON.parse(`[${text.replace(/^,/, '')}]`)
    const found = cocoAnnotationSchema.array().parse(list)
    const byId = new Map(found.map((annotation) => [annotation.id, annotation]))
    for (const [i, { shape, labelId }] of objects.entries()) {
      await pacer.breathe()
      const back = byId.get(firstId + i)
      if (back?.image_id !== image.id || back.category_id !== labelId) check.lost()
      else check.found(shapeIou(shape, shapeFromCoco(back.segmentation), image))
    }
  }
}

/** The images as the file lists them. */
function* listed(images: readonly PlannedImage[], extras: DatasetExtras): Generator<CocoImage> {
  for (const { image, name } of images) yield cocoImage(image, name, extras.image(image.id))
}

/**
 * The object's own attributes, and ours: who outlined it, how sure the model was, and what else COCO has no field
 * for. Fields that were unknown when it was imported are fields again.
 */
function attributesOf({ attributes, source, score, groupId, shape }: Annotation): {
  attributes: NonNullable<CocoAnnotation['attributes']>
  extra: Extra
} {
  const taken = takeExtra('coco', attributes)
  const { attributes: unknown, ...extra } = taken.extra
  const all: Record<string, unknown> = { ...(isObject(unknown) ? unknown : {}), ...taken.attributes }
  if (source !== 'manual') all[`${ownAttribute}source`] = source
  if (score !== null) all[`${ownAttribute}score`] = score
  if (groupId !== null) all[`${ownAttribute}group`] = groupId
  if (shape.kind === 'rect') all[`${ownAttribute}shape`] = 'rect'
  return { attributes: all, extra }
}

/** Reads the whole file as a trainer would: it must parse, and hold every image and object once. */
async function checkWhole(
  run: ExportRun,
  name: string,
  imageCount: number,
  firstId: number,
  endId: number
): Promise<void> {
  const images = new Set<number>()
  const classes = new Set<number>()
  let expected = firstId
  run.checking()
  for await (const item of readCoco(run.folder.readChunks(name))) {
    await run.pacer.breathe()
    if (item.kind === 'image') images.add(item.image.id)
    else if (item.kind === 'category') classes.add(item.category.id)
    else {
      const { id, image_id, category_id } = item.annotation
      if (id === expected && images.has(image_id) && classes.has(category_id)) expected++
    }
  }
  run.check.lost(endId - expected + Math.max(0, imageCount - images.size))
}

/** Joins short texts, so that not each of them is a write. */
function* batched(texts: Iterable<string>): Generator<string> {
  let batch = ''
  for (const text of texts) {
    batch += text
    if (batch.length > 65_536) {
      yield batch
      batch = ''
    }
  }
  yield batch
}

/** One thing found in a COCO instances file. */
export type CocoItem =
  | { readonly kind: 'image'; readonly image: CocoImage }
  | { readonly kind: 'category'; readonly category: CocoCategory }
  | { readonly kind: 'annotation'; readonly annotation: CocoAnnotation }

/**
 * Reads a COCO instances file of any size, thing by thing in the file's order.
 * @throws SyntaxError for broken JSON, ZodError for a thing that is not as COCO wants it.
 */
export async function* readCoco(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
): AsyncGenerator<CocoItem> {
  for await (const { key, value } of readJsonItems(chunks)) {
    if (key === 'images') yield { kind: 'image', image: cocoImageSchema.parse(value) }
    else if (key === 'categories') yield { kind: 'category', category: cocoCategorySchema.parse(value) }
    else if (key === 'annotations')
      yield { kind: 'annotation', annotation: cocoAnnotationSchema.parse(value) }
  }
}
