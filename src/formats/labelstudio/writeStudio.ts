import { noFiles } from '../import/reader'
import type { Size } from '@shared/geometry/spaces'
import type { Annotation } from '@shared/schema/annotation'
import { drawnForm, lostOutline, type DrawnForm } from '../common/drawnForm'
import { withOwnFields } from '../common/ownFields'
import { classNames, compare, readBackContext } from '../common/readBack'
import { Reporter } from '../common/reporter'
import { pinnedOrder } from '../dataset'
import type { GrowingFile } from '../exportFolder'
import type { PlannedImage, DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import { shapeIou } from '../selfCheck'
import type { SplitName } from '../split'
import { escapeXml } from '../codecs/xml/escape'
import { packBrush } from './brushRuns'
import { localAddress } from './imageName'
import { readTask } from './readTask'
import { tasksOf } from './studioReader'

const CONFIG = 'label_config.xml'
/** The controls of the labelling set-up, by what they draw. */
const controls = {
  rect: { type: 'rectanglelabels', name: 'box', tag: 'RectangleLabels' },
  ring: { type: 'polygonlabels', name: 'polygon', tag: 'PolygonLabels' },
  pixels: { type: 'brushlabels', name: 'brush', tag: 'BrushLabels' }
} as const satisfies Record<DrawnForm['kind'], object>

/** Writes tasks as Label Studio exports and imports them, and the labelling set-up that they need. */
export class StudioWriter implements DatasetWriter {
  private readonly names: ReturnType<typeof classNames>
  private current: { name: string; split: SplitName; file: GrowingFile; tasks: number } | undefined
  private readonly files: string[] = []
  private objects = 0

  constructor(private readonly run: ExportRun) {
    this.names = classNames(run.dataset)
  }

  begin(): Promise<void> {
    const labels = pinnedOrder(this.run.dataset.labels).map(
      ({ name, color }) => `    <Label value="${escapeXml(name)}" background="${color}"/>\n`
    )
    const blocks = Object.values(controls).map(
      ({ name, tag }) => `  <${tag} name="${name}" toName="image">\n${labels.join('')}  </${tag}>\n`
    )
    const text = `<View>\n  <Image name="image" value="$image" zoom="true"/>\n${blocks.join('')}</View>\n`
    return this.run.folder.writeText(CONFIG, text)
  }

  async image({ image, name, split }: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run } = this
    const current = this.current?.split === split ? this.current : await this.next(split)
    const written: Annotation[] = []
    const result: object[] = []
    for (const annotation of annotations) {
      await run.pacer.breathe()
      const form = drawnForm(annotation.shape, image, run.options.tolerance)
      if (!form) {
        run.notes.add('empty-shapes')
        continue
      }
      if (lostOutline(annotation.shape, form)) run.notes.add('outlines-as-pixels')
      result.push(this.result(annotation, form, image))
      written.push(annotation)
    }
    const path = run.options.copyImages ? `images/${name}` : name
    const task = {
      id: image.id,
      data: { image: localAddress(path) },
      annotations: [{ result }],
      predictions: []
    }
    const text = JSON.stringify(task)
    const start = current.file.size
    await current.file.append(`${current.tasks++ > 0 ? ',\n' : '\n'}${text}`)
    run.objects += written.length
    this.objects += written.length
    const back: unknown = JSON.parse((await current.file.readFrom(start)).replace(/^,/, ''))
    await this.check(current.name, back, written, path, image)
  }

  async end(): Promise<readonly string[]> {
    await this.finish()
    if (!this.run.options.copyImages) this.run.notes.add('image-root')
    return [...this.files, CONFIG]
  }

  async close(): Promise<void> {
    await this.current?.file.close()
  }

  private result(annotation: Annotation, form: DrawnForm, { width, height }: Size): object {
    const { type, name } = controls[form.kind]
    const { id, attributes, labelId, score } = annotation
    const labels = [this.names.get(labelId) ?? '']
    const meta = withOwnFields(attributes, annotation, { score: true })
    return {
      id,
      type,
      ...{
        from_name: name,
        to_name: 'image',
        original_width: width,
        original_height: height,
        image_rotation: 0
      },
      value: { ...valueOf(form, { width, height }), [type]: labels },
      ...(Object.keys(meta).length > 0 && { meta }),
      ...(score !== null && { score })
    }
  }

  private async next(split: SplitName): Promise<NonNullable<typeof this.current>> {
    await this.finish()
    const name = isSplit(this.run.options) ? `tasks_${split}.json` : 'tasks.json'
    const file = await this.run.folder.open(name)
    await file.append('[')
    this.files.push(name)
    this.objects = 0
    return (this.current = { name, split, file, tasks: 0 })
  }

  /** Ends a file and reads it once more as a whole. */
  private async finish(): Promise<void> {
    const { run, current } = this
    if (!current) return
    const { name, file, tasks } = current
    await file.append('\n]\n')
    await file.close()
    this.current = undefined
    run.checking()
    let found = 0
    for await (const item of tasksOf(name, run.folder.readChunks(name), readBackContext(run))) {
      found += item.index === null ? 0 : 1
    }
    if (found !== tasks) run.check.lost(this.objects)
  }

  private async check(
    file: string,
    value: unknown,
    written: readonly Annotation[],
    path: string,
    size: Size
  ): Promise<void> {
    const context = readBackContext(this.run)
    const reporter = new Reporter(context, file)
    const back = await readTask({ value, line: 1, index: 0 }, noFiles, reporter, context, null)
    await compare(this.run, written, back?.name === path ? back.objects : [], size, shapeIou)
  }
}

/** Percent of the image. */
function valueOf(form: DrawnForm, { width, height }: Size): object {
  const x = (value: number): number => (value * 100) / width
  const y = (value: number): number => (value * 100) / height
  switch (form.kind) {
    case 'rect': {
      const { rect } = form
      return { x: x(rect.x), y: y(rect.y), width: x(rect.width), height: y(rect.height), rotation: 0 }
    }
    case 'ring':
      return { points: form.ring.map((point) => [x(point.x), y(point.y)]), closed: true }
    case 'pixels':
      return { format: 'rle', rle: [...packBrush(form.runs)] }
  }
}
