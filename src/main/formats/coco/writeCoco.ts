import type { Annotation } from '@shared/schema/annotation'
import {
  cocoAnnotationSchema,
  cocoClosing,
  cocoImage,
  cocoOpening,
  cocoSeparator,
  type CocoAnnotation
} from './coco'
import { cocoOutline, shapeFromCoco } from './cocoShape'
import { pinnedOrder, type DatasetImage } from '../dataset'
import type { GrowingFile } from '../exportFolder'
import { bySplit, type PlannedImage } from '../exportPlan'
import type { ExportRun } from '../exportRun'
import { exportableObjects } from '../exportable'
import { readCoco } from './readCoco'
import { shapeIou } from '../selfCheck'

/**
 * Writes COCO instances files: `annotations/instances.json`, or one for each part of a split
 * (`instances_train.json`, …). Copied images lie below `images/`, which is what file names are relative to. Ids of
 * images and classes are the project's own, those of objects count through all files.
 */
export async function writeCoco(run: ExportRun, images: readonly PlannedImage[]): Promise<string[]> {
  const files: string[] = []
  let nextId = 1
  for (const [split, part] of bySplit(images)) {
    const name = `annotations/instances${run.options.split ? `_${split}` : ''}.json`
    const written = await writeInstances(run, name, part, nextId)
    nextId += written
    files.push(name)
  }
  if (!run.options.copyImages) run.notes.add('image-root')
  return files
}

async function writeInstances(
  run: ExportRun,
  name: string,
  part: readonly PlannedImage[],
  firstId: number
): Promise<number> {
  const { dataset } = run
  const file = await run.folder.open(name)
  try {
    const description = `${dataset.name}, exported by Maskwright`
    const listed = part.map(({ image, name }) => cocoImage(image, name))
    for (const chunk of batched(cocoOpening(description, run.date, pinnedOrder(dataset.labels), listed))) {
      await file.append(chunk)
    }
    let id = firstId
    for (const { image } of part) {
      id += await writeObjects(run, file, image, id, id === firstId)
      run.imageDone()
    }
    await file.append(cocoClosing)
    await checkWhole(run, name, part.length, firstId, id)
    return id - firstId
  } finally {
    await file.close()
  }
}

/** Writes the objects of an image, reads them back, and gives their number. */
async function writeObjects(
  run: ExportRun,
  file: GrowingFile,
  image: DatasetImage,
  firstId: number,
  first: boolean
): Promise<number> {
  const objects: Annotation[] = []
  const lines: string[] = []
  for (const annotation of await exportableObjects(run.dataset, image, run.notes)) {
    await run.pacer.breathe()
    const crowd = annotation.iscrowd
    const outline = cocoOutline(annotation.shape, image, run.options.rle || crowd)
    if (!outline) {
      run.notes.add('empty-shapes')
      continue
    }
    const line: CocoAnnotation = {
      id: firstId + objects.length,
      image_id: image.id,
      category_id: annotation.labelId,
      ...outline,
      iscrowd: crowd ? 1 : 0,
      ...attributesOf(annotation)
    }
    lines.push(cocoSeparator(first && objects.length === 0) + JSON.stringify(line))
    objects.push(annotation)
    if (annotation.shape.kind === 'rect') run.notes.add('box-outlines')
  }
  const start = file.size
  await file.append(lines.join(''))
  await checkObjects(run, await file.readFrom(start), objects, image, firstId)
  run.objects += objects.length
  return objects.length
}

/** The object's own attributes, and ours: who outlined it, and how sure the model was. */
function attributesOf({ attributes, source, score }: Annotation): Pick<CocoAnnotation, 'attributes'> {
  const all: CocoAnnotation['attributes'] = { ...attributes }
  if (source !== 'manual') all['maskwright:source'] = source
  if (score !== null) all['maskwright:score'] = score
  return Object.keys(all).length > 0 ? { attributes: all } : {}
}

/** Compares the objects of an image with what stands in the file. */
async function checkObjects(
  run: ExportRun,
  text: string,
  objects: readonly Annotation[],
  image: DatasetImage,
  firstId: number
): Promise<void> {
  const list: unknown = JSON.parse(`[${text.replace(/^,/, '')}]`)
  const found = cocoAnnotationSchema.array().parse(list)
  const byId = new Map(found.map((annotation) => [annotation.id, annotation]))
  for (const [i, { shape, labelId }] of objects.entries()) {
    await run.pacer.breathe()
    const back = byId.get(firstId + i)
    if (back?.image_id !== image.id || back.category_id !== labelId) run.check.lost()
    else run.check.found(shapeIou(shape, shapeFromCoco(back.segmentation), image))
  }
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
