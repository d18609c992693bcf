import type { Annotation } from '@shared/schema/annotation'
import { pinnedOrder } from '../dataset'
import { bySplit } from '../exportPlan'
import { type PlannedImage, type DatasetWriter } from '../writer'
import type { ExportRun } from '../exportRun'
import { IMAGE_LIST, imageLine } from '../common/listImages'
import { tolerant } from '../common/tolerant'
import { withoutEnding } from '../names'
import type { YoloTask } from './task'
import { parseYolo } from './yolo'
import { yoloYaml } from './yoloYaml'

/**
 * Writes label files as Ultralytics looks for them: `labels/<part>/<name>.txt` for `images/<part>/<name>.jpg`, and
 * `data.yaml`. Without a split everything is train, and val points there too. When images are not copied, the folders
 * for them are made, and `images.txt` says for each which original belongs there.
 */
export class YoloWriter implements DatasetWriter {
  /** The number of each class: its place among the pinned ids. */
  private readonly classes: ReadonlyMap<number, number>

  constructor(
    private readonly run: ExportRun,
    private readonly images: readonly PlannedImage[],
    private readonly task: YoloTask
  ) {
    const labels = pinnedOrder(run.dataset.labels)
    this.classes = new Map(labels.map(({ id }, index) => [id, index]))
  }

  begin(): Promise<void> {
    return Promise.resolve()
  }

  async image({ image, name, split }: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run, task } = this
    const objects: Annotation[] = []
    const lines: string[] = []
    for (const annotation of annotations) {
      await run.pacer.breathe()
      if (annotation.iscrowd) {
        run.notes.add('crowds')
        continue
      }
      const index = this.classes.get(annotation.labelId) ?? 0
      const line = task.line(
        index,
        task.outlines ? tolerant(annotation.shape, run.options.tolerance) : annotation.shape,
        image
      )
      if (line === undefined) {
        run.notes.add('empty-shapes')
        continue
      }
      lines.push(line)
      objects.push(annotation)
      this.noteLosses(annotation)
    }
    if (task.keepsOneOfSame) run.notes.add('same-box', lines.length - new Set(lines).size)
    const file = `labels/${split}/${withoutEnding(name)}.txt`
    await run.folder.writeText(file, lines.map((line) => `${line}\n`).join(''))
    run.objects += objects.length
    await this.check(file, image, objects)
  }

  async end(): Promise<readonly string[]> {
    const { run, images } = this
    const parts = bySplit(images)
    for (const split of parts.keys()) await run.folder.makeFolder(`images/${split}`)
    const names = pinnedOrder(run.dataset.labels).map(({ name }) => name)
    await run.folder.writeText('data.yaml', yoloYaml(names, new Set(parts.keys())))
    if (!parts.has('train')) run.notes.add('no-train-images')
    if (!parts.has('val')) run.notes.add('no-val-images')
    if (run.options.copyImages) return ['data.yaml', 'labels/']
    const list = images.map(({ image, name, split }) => imageLine(`images/${split}/${name}`, image.path))
    await run.folder.writeText(IMAGE_LIST, list.join(''))
    run.notes.add('put-images')
    return ['data.yaml', IMAGE_LIST, 'labels/']
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** What of an object a label file has no place for. */
  private noteLosses({ shape, attributes }: Annotation): void {
    const loss = this.task.loss(shape)
    if (loss) this.run.notes.add(loss)
    if (Object.keys(attributes).length > 0) this.run.notes.add('attributes')
  }

  /** Reads a label file back and compares it with the objects. */
  private async check(
    file: string,
    image: PlannedImage['image'],
    objects: readonly Annotation[]
  ): Promise<void> {
    const { run, task } = this
    const found = parseYolo(await run.folder.readText(file), image)
    for (const [i, { shape, labelId }] of objects.entries()) {
      await run.pacer.breathe()
      const back = found[i]
      if (!back || back.classIndex !== this.classes.get(labelId)) run.check.lost()
      else run.check.found(task.iou(shape, back.shape, image))
    }
  }
}
