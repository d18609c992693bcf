import { noFiles } from '../import/reader'
import type { Annotation } from '@shared/schema/annotation'
import type { Size } from '@shared/geometry/spaces'
import { drawnForm, lostOutline, type DrawnForm } from '../common/drawnForm'
import { withOwnFields } from '../common/ownFields'
import { classNames, compare, readBackContext } from '../common/readBack'
import { noExtras, pinnedOrder, type DatasetExtras } from '../dataset'
import type { PlannedImage, DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import { takeExtra } from '../extra'
import type { Json } from '../import/foreign'
import { baseOf } from '../import/paths'
import { withoutEnding } from '../names'
import { groupNumbers, short } from '../common/groupNumbers'
import { listImages } from '../common/listImages'
import { shapeIou } from '../selfCheck'
import { maskToBase64 } from './maskPng'
import { readLabelme } from './readLabelme'

/** The version of LabelMe whose files these are like: the first with masks and descriptions. */
const VERSION = '5.2.1'

type Fields = Readonly<Record<string, Json>>

/** Where an image and its file lie: `images`, or `images/<part>` when the dataset is split. */
export function labelmeFolder({ split }: Pick<PlannedImage, 'split'>, divided: boolean): string {
  return divided ? `images/${split}` : 'images'
}

/** Writes a LabelMe file beside each image, without the picture in it, and `labels.txt`. */
export class LabelmeWriter implements DatasetWriter {
  private readonly names: ReturnType<typeof classNames>
  private readonly extras: DatasetExtras

  constructor(
    private readonly run: ExportRun,
    private readonly images: readonly PlannedImage[]
  ) {
    this.names = classNames(run.dataset)
    this.extras = run.dataset.extras?.('labelme') ?? noExtras
  }

  begin(): Promise<void> {
    const names = pinnedOrder(this.run.dataset.labels).map(({ name }) => `${name}\n`)
    return this.run.folder.writeText('labels.txt', names.join(''))
  }

  async image(planned: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run } = this
    const { image, name } = planned
    const written: Annotation[] = []
    const shapes: Fields[] = []
    const groups = groupNumbers(annotations)
    for (const annotation of annotations) {
      await run.pacer.breathe()
      const form = drawnForm(annotation.shape, image, run.options.tolerance)
      if (!form) {
        run.notes.add('empty-shapes')
        continue
      }
      if (lostOutline(annotation.shape, form)) run.notes.add('outlines-as-pixels')
      shapes.push(await this.shape(annotation, form, groups))
      written.push(annotation)
    }
    const file = `${this.folderOf(planned)}/${withoutEnding(name)}.json`
    const content = {
      version: VERSION,
      flags: {},
      ...this.extras.image(image.id),
      shapes,
      imagePath: baseOf(name),
      imageData: null,
      imageHeight: image.height,
      imageWidth: image.width
    }
    await run.folder.writeText(file, `${JSON.stringify(content, null, 1)}\n`)
    run.objects += written.length
    await this.check(file, written, image)
  }

  async end(): Promise<readonly string[]> {
    const list = await listImages(this.run, this.images, (planned) => this.folderOf(planned))
    return ['labels.txt', ...list, 'images/']
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  private folderOf(planned: PlannedImage): string {
    return labelmeFolder(planned, isSplit(this.run.options))
  }

  private async shape(
    annotation: Annotation,
    form: DrawnForm,
    groups: ReadonlyMap<string, number>
  ): Promise<Fields> {
    const { attributes, extra } = takeExtra('labelme', annotation.attributes)
    const { groupId, labelId, score } = annotation
    const { description, ...others } = attributes
    const group = groupId === null ? null : (groups.get(groupId) ?? null)
    const named = typeof description === 'string' ? others : attributes
    const all = Object.entries(
      withOwnFields(named, annotation, { score: true, group: String(group) === groupId })
    )
    return {
      ...extra,
      label: this.names.get(labelId) ?? '',
      ...(await outline(form)),
      group_id: group,
      description: typeof description === 'string' ? description : '',
      flags: Object.fromEntries(all.filter(([, value]) => typeof value === 'boolean')),
      attributes: Object.fromEntries(all.filter(([, value]) => typeof value !== 'boolean')),
      ...(score !== null && { score })
    }
  }

  private async check(file: string, written: readonly Annotation[], size: Size): Promise<void> {
    const { run } = this
    const back = await readLabelme(file, run.folder.readChunks(file), noFiles, readBackContext(run))
    await compare(run, written, back?.objects ?? [], size, shapeIou)
  }
}

async function outline(form: DrawnForm): Promise<Fields> {
  switch (form.kind) {
    case 'rect': {
      const { x, y, width, height } = form.rect
      return {
        points: [
          [short(x), short(y)],
          [short(x + width), short(y + height)]
        ],
        shape_type: 'rectangle',
        mask: null
      }
    }
    case 'ring':
      return { points: form.ring.map(({ x, y }) => [short(x), short(y)]), shape_type: 'polygon', mask: null }
    case 'pixels': {
      const { x, y, width, height } = form.patch
      return {
        points: [
          [x, y],
          [x + width - 1, y + height - 1]
        ],
        shape_type: 'mask',
        mask: await maskToBase64(form.patch)
      }
    }
  }
}
