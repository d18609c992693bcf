import { polygonArea } from '@shared/geometry/polygon'
import { shapeBounds } from '@shared/geometry/shape'
import { contoursOfMask } from '@shared/mask/contours'
import { maskArea } from '@shared/mask/maskData'
import type { Annotation } from '@shared/schema/annotation'
import type { Shape } from '@shared/schema/shape'
import { short } from '../common/groupNumbers'
import { classNames } from '../common/readBack'
import type { GrowingFile } from '../exportFolder'
import type { PlannedImage, DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import { boundsIou } from '../selfCheck'
import { csvRow, parseCsv } from './csv'

const FILE = 'objects.csv'

const columns = [
  ...['image', 'image_width', 'image_height', 'split', 'object', 'class_id', 'class', 'shape'],
  ...['x', 'y', 'width', 'height', 'area', 'parts', 'holes'],
  ...['source', 'model', 'score', 'group', 'iscrowd', 'reviewed', 'attributes']
] as const

/** Writes a table with a row for each object. */
export class CsvWriter implements DatasetWriter {
  private readonly names: ReturnType<typeof classNames>
  private file: GrowingFile | undefined

  constructor(private readonly run: ExportRun) {
    this.names = classNames(run.dataset)
  }

  async begin(): Promise<void> {
    this.file = await this.run.folder.open(FILE)
    await this.file.append(csvRow(columns))
  }

  async image(planned: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run, file } = this
    if (!file) throw new Error('An image came before the beginning')
    const rows: string[] = []
    for (const annotation of annotations) {
      await run.pacer.breathe()
      rows.push(csvRow(this.cells(planned, annotation)))
    }
    const start = file.size
    await file.append(rows.join(''))
    run.objects += annotations.length
    await this.check(await file.readFrom(start), planned, annotations)
  }

  end(): Promise<readonly string[]> {
    this.run.notes.add('summary-only')
    return Promise.resolve([FILE])
  }

  async close(): Promise<void> {
    await this.file?.close()
  }

  private cells(
    { image, name, split }: PlannedImage,
    annotation: Annotation
  ): readonly (string | number | boolean | null)[] {
    const { id, labelId, shape, source, modelId, score, groupId, iscrowd, reviewed, attributes } = annotation
    const { x, y, width, height } = shapeBounds(shape) ?? { x: 0, y: 0, width: 0, height: 0 }
    const { area, parts, holes } = measured(shape)
    return [
      ...[name, image.width, image.height, isSplit(this.run.options) ? split : null],
      ...[id, labelId, this.names.get(labelId) ?? '', shape.kind],
      ...[short(x), short(y), short(width), short(height), short(area), parts, holes],
      ...[source, modelId, score, groupId, iscrowd, reviewed],
      Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : null
    ]
  }

  /** Compares the boxes of an image's rows with its objects. */
  private async check(text: string, { image }: PlannedImage, written: readonly Annotation[]): Promise<void> {
    const { check, pacer } = this.run
    const rows = parseCsv(text) ?? []
    for (const [i, { id, labelId, shape }] of written.entries()) {
      await pacer.breathe()
      const cells = new Map(columns.map((column, place) => [column as string, rows[i]?.cells[place]]))
      const [x = NaN, y = NaN, width = NaN, height = NaN] = ['x', 'y', 'width', 'height'].map((side) =>
        Number(cells.get(side) ?? NaN)
      )
      const isSame = cells.get('object') === id && cells.get('class_id') === String(labelId)
      if (isSame) check.found(boundsIou(shape, { kind: 'rect', x, y, width, height }, image))
      else check.lost()
    }
    check.lost(Math.max(0, rows.length - written.length))
  }
}

/** Square pixels, and how many pieces and holes there are. */
function measured(shape: Shape): { area: number; parts: number; holes: number } {
  if (shape.kind === 'rect') return { area: shape.width * shape.height, parts: 1, holes: 0 }
  const parts = shape.kind === 'polygon' ? shape.parts : contoursOfMask(shape)
  const area = shape.kind === 'polygon' ? polygonArea(parts) : maskArea(shape)
  return { area, parts: parts.length, holes: parts.reduce((sum, part) => sum + part.holes.length, 0) }
}
