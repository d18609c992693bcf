import { noFiles } from '../import/reader'
import type { Annotation } from '@shared/schema/annotation'
import type { Label } from '@shared/schema/label'
import { drawnForm, lostOutline, type DrawnForm } from '../common/drawnForm'
import { groupNumbers, short } from '../common/groupNumbers'
import { withOwnFields } from '../common/ownFields'
import { classNames, compare, readBackContext } from '../common/readBack'
import { noExtras, pinnedOrder } from '../dataset'
import type { GrowingFile } from '../exportFolder'
import type { PlannedImage, DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import { takeExtra } from '../extra'
import { isObject } from '../import/json'
import { shapeIou } from '../selfCheck'
import { parseXml } from '../codecs/xml/element'
import { escapeXml } from '../codecs/xml/escape'
import { CvatLabels } from './labels'
import { readImage, topElements } from './readCvat'
import { boxRunsText } from './runs'

type Scalar = string | number | boolean

const FILE = 'annotations.xml'

/** Writes one "CVAT for images 1.1" file, image after image. Copied images lie below `images/`. */
export class CvatWriter implements DatasetWriter {
  private readonly names: ReturnType<typeof classNames>
  private file: GrowingFile | undefined
  private written = 0

  constructor(
    private readonly run: ExportRun,
    private readonly images: readonly PlannedImage[]
  ) {
    this.names = classNames(run.dataset)
  }

  async begin(): Promise<void> {
    const { run, images } = this
    this.file = await run.folder.open(FILE)
    const extras = run.dataset.extras?.('cvat') ?? noExtras
    const labels = pinnedOrder(run.dataset.labels).map((label) => labelXml(label, extras.label(label.id)))
    await this.file.append(
      [
        '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n  <meta>\n    <task>\n',
        `      <name>${escapeXml(run.dataset.name)}</name>\n      <size>${images.length}</size>\n`,
        '      <mode>annotation</mode>\n      <overlap>0</overlap>\n      <flipped>False</flipped>\n',
        `      <labels>\n${labels.join('')}      </labels>\n    </task>\n`,
        `    <dumped>${run.date.toISOString()}</dumped>\n  </meta>\n`
      ].join('')
    )
  }

  async image({ image, name, split }: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run, file } = this
    if (!file) throw new Error('An image came before the beginning')
    const objects: Annotation[] = []
    const elements: string[] = []
    const groups = groupNumbers(annotations)
    let order = 0
    for (const annotation of annotations) {
      await run.pacer.breathe()
      const form = drawnForm(annotation.shape, image, run.options.tolerance)
      if (!form) {
        run.notes.add('empty-shapes')
        continue
      }
      if (lostOutline(annotation.shape, form)) run.notes.add('outlines-as-pixels')
      order = orderAfter(order, annotation)
      elements.push(this.shape(annotation, form, order, groups))
      objects.push(annotation)
    }
    const subset = isSplit(run.options) ? ` subset="${split}"` : ''
    const size = `width="${image.width}" height="${image.height}"`
    const opening = `  <image id="${this.written++}" name="${escapeXml(name)}"${subset} ${size}>\n`
    const start = file.size
    await file.append(`${opening}${elements.join('')}  </image>\n`)
    run.objects += objects.length
    const context = readBackContext(run)
    const element = await parseXml(Buffer.from(await file.readFrom(start)), context.limits)
    const back = await readImage(element, FILE, noFiles, new CvatLabels(), context)
    await compare(run, objects, back?.name === name ? back.objects : [], image, shapeIou)
  }

  async end(): Promise<readonly string[]> {
    const { run } = this
    await this.file?.append('</annotations>\n')
    if (!run.options.copyImages) run.notes.add('image-root')
    run.checking()
    let found = 0
    for await (const { name, children } of topElements(
      FILE,
      run.folder.readChunks(FILE),
      readBackContext(run)
    )) {
      if (name === 'image') found += children.length
    }
    run.check.lost(Math.abs(run.objects - found))
    return [FILE]
  }

  async close(): Promise<void> {
    await this.file?.close()
  }

  private shape(
    annotation: Annotation,
    form: DrawnForm,
    order: number,
    groups: ReadonlyMap<string, number>
  ): string {
    const { attributes, extra } = takeExtra('cvat', annotation.attributes)
    const { occluded, ...others } = without(attributes, 'z_order')
    const { groupId, labelId, source } = annotation
    const group = groupId === null ? undefined : groups.get(groupId)
    const isOccluded = occluded === true || occluded === 1
    const named = occluded === undefined || isOccluded ? others : without(attributes, 'z_order')
    const kept = withOwnFields(named, annotation, { group: String(group) === groupId })
    const fields: Record<string, Scalar> = {
      label: this.names.get(labelId) ?? '',
      source: source === 'manual' || source === 'import' ? 'manual' : 'auto',
      occluded: isOccluded ? 1 : 0,
      ...outline(form),
      z_order: order,
      ...(group !== undefined && { group_id: group }),
      ...Object.fromEntries(Object.entries(extra).filter(([, value]) => typeof value === 'string'))
    }
    const inside = Object.entries(kept).map(
      ([name, value]) =>
        `      <attribute name="${escapeXml(name)}">${escapeXml(String(value))}</attribute>\n`
    )
    const element = elementOf[form.kind]
    return `    <${element}${fieldsXml(fields)}>\n${inside.join('')}    </${element}>\n`
  }
}

const elementOf = { rect: 'box', ring: 'polygon', pixels: 'mask' } as const satisfies Record<
  DrawnForm['kind'],
  string
>

function without(attributes: Readonly<Record<string, Scalar>>, name: string): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name))
}

/** The order that the object was imported with, as long as what is drawn later stays on top. */
function orderAfter(last: number, { attributes }: Annotation): number {
  const own = attributes['z_order']
  return typeof own === 'number' && Number.isInteger(own) ? Math.max(last, own) : last
}

function outline(form: DrawnForm): Record<string, Scalar> {
  switch (form.kind) {
    case 'rect': {
      const { x, y, width, height } = form.rect
      return { xtl: short(x), ytl: short(y), xbr: short(x + width), ybr: short(y + height) }
    }
    case 'ring':
      return { points: form.ring.map(({ x, y }) => `${short(x)},${short(y)}`).join(';') }
    case 'pixels': {
      const { x, y, width, height } = form.patch
      return { rle: boxRunsText(form.patch), left: x, top: y, width, height }
    }
  }
}

function fieldsXml(fields: Readonly<Record<string, Scalar>>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}

/** A label with the attributes that it was imported with. */
function labelXml({ name, color }: Label, { attributes }: Readonly<Record<string, unknown>>): string {
  const list = Array.isArray(attributes) ? attributes.filter(isObject) : []
  const inside = list.map((attribute) => {
    const fields = Object.entries(attribute).filter(([key]) => /^[a-z_]+$/.test(key))
    const lines = fields.map(([key, value]) => `<${key}>${escapeXml(String(value))}</${key}>`)
    return `            <attribute>${lines.join('')}</attribute>\n`
  })
  return [
    `        <label>\n          <name>${escapeXml(name)}</name>\n          <color>${color}</color>\n`,
    '          <type>any</type>\n',
    `          <attributes>\n${inside.join('')}          </attributes>\n        </label>\n`
  ].join('')
}
