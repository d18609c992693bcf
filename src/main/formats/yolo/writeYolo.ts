import type { Annotation } from '@shared/schema/annotation'
import { pinnedOrder } from '../dataset'
import { bySplit, type PlannedImage } from '../exportPlan'
import type { ExportRun } from '../exportRun'
import { exportableObjects } from '../exportable'
import { withoutEnding } from '../names'
import { boundsIou, shapeIou } from '../selfCheck'
import { parseYolo, yoloBoxLine, yoloSegmentLine } from './yolo'
import { yoloYaml } from './yoloYaml'

/**
 * Writes label files as Ultralytics looks for them: `labels/<part>/<name>.txt` for `images/<part>/<name>.jpg`, and
 * `data.yaml`. Without a split everything is train, and val points there too. When images are not copied, the folders
 * for them are made, and `images.txt` says for each which original belongs there.
 */
export async function writeYolo(run: ExportRun, images: readonly PlannedImage[]): Promise<string[]> {
  const labels = pinnedOrder(run.dataset.labels)
  const classes = new Map(labels.map(({ id }, index) => [id as number, index]))
  const parts = bySplit(images)
  for (const planned of images) {
    await writeLabels(run, planned, classes)
    run.imageDone()
  }
  for (const split of parts.keys()) await run.folder.makeFolder(`images/${split}`)
  const names = labels.map(({ name }) => name)
  await run.folder.writeText('data.yaml', yoloYaml(names, new Set(parts.keys())))
  if (!parts.has('train')) run.notes.add('no-train-images')
  if (!parts.has('val')) run.notes.add('no-val-images')
  if (run.options.copyImages) return ['data.yaml', 'labels/']
  const list = images.map(({ image, name, split }) => `images/${split}/${name}\t${image.path}\n`)
  await run.folder.writeText('images.txt', list.join(''))
  run.notes.add('put-images')
  return ['data.yaml', 'images.txt', 'labels/']
}

async function writeLabels(
  run: ExportRun,
  { image, name, split }: PlannedImage,
  classes: ReadonlyMap<number, number>
): Promise<void> {
  const isBox = run.options.format === 'yolo'
  const objects: Annotation[] = []
  const lines: string[] = []
  for (const annotation of await exportableObjects(run.dataset, image, run.notes)) {
    await run.pacer.breathe()
    if (annotation.iscrowd) {
      run.notes.add('crowds')
      continue
    }
    const index = classes.get(annotation.labelId) ?? 0
    const line = (isBox ? yoloBoxLine : yoloSegmentLine)(index, annotation.shape, image)
    if (line === undefined) {
      run.notes.add('empty-shapes')
      continue
    }
    lines.push(line)
    objects.push(annotation)
    noteLosses(run, annotation)
  }
  if (isBox) run.notes.add('same-box', lines.length - new Set(lines).size)
  const file = `labels/${split}/${withoutEnding(name)}.txt`
  await run.folder.writeText(file, lines.map((line) => `${line}\n`).join(''))
  run.objects += objects.length
  await checkLabels(run, file, image, objects, classes)
}

/** What of an object a label file has no place for. */
function noteLosses(run: ExportRun, { shape, attributes }: Annotation): void {
  const isBox = run.options.format === 'yolo'
  if (isBox && shape.kind !== 'rect') run.notes.add('only-boxes')
  if (!isBox && shape.kind === 'rect') run.notes.add('box-outlines')
  if (Object.keys(attributes).length > 0) run.notes.add('attributes')
}

/** Reads a label file back and compares it with the objects: their boxes for detection, else their pixels. */
async function checkLabels(
  run: ExportRun,
  file: string,
  image: PlannedImage['image'],
  objects: readonly Annotation[],
  classes: ReadonlyMap<number, number>
): Promise<void> {
  const found = parseYolo(await run.folder.readText(file), image)
  const iou = run.options.format === 'yolo' ? boundsIou : shapeIou
  for (const [i, { shape, labelId }] of objects.entries()) {
    await run.pacer.breathe()
    const back = found[i]
    if (!back || back.classIndex !== classes.get(labelId)) run.check.lost()
    else run.check.found(iou(shape, back.shape, image))
  }
}
