import { clampBox, type Box } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import { short } from '../common/groupNumbers'
import { listImages } from '../common/listImages'
import { withOwnFields } from '../common/ownFields'
import { classNames, compare, readBackContext } from '../common/readBack'
import { bySplit } from '../exportPlan'
import { type PlannedImage, type DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import { withoutEnding } from '../names'
import { boundsIou } from '../selfCheck'
import { escapeXml } from '../codecs/xml/escape'
import { parseVoc } from './readVoc'

type Scalar = string | number | boolean

/** Writes `Annotations/<name>.xml` for `JPEGImages/<name>`, and the lists of `ImageSets/Main`. */
export class VocWriter implements DatasetWriter {
  private readonly names: ReturnType<typeof classNames>

  constructor(
    private readonly run: ExportRun,
    private readonly images: readonly PlannedImage[]
  ) {
    this.names = classNames(run.dataset)
  }

  begin(): Promise<void> {
    return Promise.resolve()
  }

  async image({ image, name }: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run } = this
    const written: Annotation[] = []
    const elements: string[] = []
    for (const annotation of annotations) {
      await run.pacer.breathe()
      const bounds = shapeBounds(annotation.shape)
      const box = bounds && clampBox(bounds, image)
      if (!box) {
        run.notes.add('empty-shapes')
        continue
      }
      elements.push(this.object(annotation, box))
      written.push(annotation)
    }
    const file = `Annotations/${withoutEnding(name)}.xml`
    const text = [
      '<annotation>\n',
      tag('folder', 'JPEGImages', 1),
      tag('filename', name, 1),
      `\t<source>\n${tag('database', run.dataset.name, 2)}\t</source>\n`,
      `\t<size>\n${tag('width', image.width, 2)}${tag('height', image.height, 2)}${tag('depth', 3, 2)}\t</size>\n`,
      tag('segmented', 0, 1),
      ...elements,
      '</annotation>\n'
    ].join('')
    await run.folder.writeText(file, text)
    run.objects += written.length
    const bytes = await run.folder.readBytes(file)
    const back = await parseVoc(file, bytes, () => null, readBackContext(run))
    await compare(run, written, back?.objects ?? [], image, boundsIou)
  }

  async end(): Promise<readonly string[]> {
    const { run, images } = this
    const lists = isSplit(run.options) ? [...bySplit(images)] : ([['trainval', images]] as const)
    for (const [split, part] of lists) {
      const names = part.map(({ name }) => `${withoutEnding(name)}\n`)
      await run.folder.writeText(`ImageSets/Main/${split}.txt`, names.join(''))
    }
    const list = await listImages(run, images, () => 'JPEGImages')
    return ['Annotations/', 'ImageSets/', ...list]
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  private object(annotation: Annotation, box: Box): string {
    const { pose, truncated, difficult, occluded, ...others } = annotation.attributes
    const sides = [box.x, box.y, box.x + box.width, box.y + box.height].map(short)
    const { notes } = this.run
    if (annotation.shape.kind !== 'rect') notes.add('boxes-instead')
    if (!sides.every(Number.isInteger)) notes.add('box-fractions')
    const [xmin = 0, ymin = 0, xmax = 0, ymax = 0] = sides
    return [
      '\t<object>\n',
      tag('name', this.names.get(annotation.labelId) ?? '', 2),
      tag('pose', typeof pose === 'string' && pose.trim() !== '' ? pose : 'Unspecified', 2),
      tag('truncated', flag(truncated), 2),
      tag('difficult', flag(difficult), 2),
      tag('occluded', flag(occluded), 2),
      `\t\t<bndbox>\n${tag('xmin', xmin, 3)}${tag('ymin', ymin, 3)}`,
      `${tag('xmax', xmax, 3)}${tag('ymax', ymax, 3)}\t\t</bndbox>\n`,
      annotation.score === null ? '' : tag('score', annotation.score, 2),
      attributes(withOwnFields(others, annotation, { score: true })),
      '\t</object>\n'
    ].join('')
  }
}

const flag = (value: Scalar | undefined): number => (value === true || value === 1 ? 1 : 0)

function tag(name: string, content: string | number, depth: number): string {
  return `${'\t'.repeat(depth)}<${name}>${escapeXml(String(content))}</${name}>\n`
}

/** Attributes in the form in which CVAT adds them to VOC. */
function attributes(all: Readonly<Record<string, Scalar>>): string {
  const elements = Object.entries(all).map(
    ([name, value]) =>
      `\t\t\t<attribute>\n${tag('name', name, 4)}${tag('value', String(value), 4)}\t\t\t</attribute>\n`
  )
  return elements.length === 0 ? '' : `\t\t<attributes>\n${elements.join('')}\t\t</attributes>\n`
}
