import type { Size } from '@shared/geometry/spaces'
import { maskFromRle, maskShape, rleFromMask } from '@shared/mask/maskData'
import { type Rle } from '@shared/mask/rle'
import { shapeToRle } from '@shared/mask/rasterize'
import type { Annotation } from '@shared/schema/annotation'
import { listImages } from '../common/listImages'
import { withOwnFields } from '../common/ownFields'
import { classNames, compare, readBackContext } from '../common/readBack'
import { pinnedOrder } from '../dataset'
import type { ExportFolder } from '../exportFolder'
import { bySplit } from '../exportPlan'
import { type PlannedImage, type DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import type { SourceFiles } from '../import/reader'
import { baseOf } from '../import/paths'
import { withoutEnding } from '../names'
import { writePng } from '../codecs/png/writePng'
import { shapeIou } from '../selfCheck'
import { CLASS_FILE, classFile, type MaskClass } from './classMap'
import type { MaskKind } from './maskLayout'
import { objectList, type ListedObject } from './objectList'
import { readMasks, type FoundMasks } from './readMasks'
import { intersectionArea, rleArea } from '@shared/mask/measure'

/** The largest number of a 16-bit mask. */
const MOST = 65_535
const BACKGROUND = '#000000'

/** An object and its pixels. */
interface Pixels {
  readonly annotation: Annotation
  readonly runs: Rle
}

/**
 * Writes mask PNGs and `classes.csv`: `semantic/<name>.png` with the number of a class in each pixel,
 * `instances/<name>.png` with the number of an object and a list of them, or `objects/<name>/<n>.png` and a list.
 */
export class MasksWriter implements DatasetWriter {
  private readonly kind: MaskKind
  private readonly classes: readonly MaskClass[]
  private readonly names: ReturnType<typeof classNames>

  constructor(
    private readonly run: ExportRun,
    private readonly images: readonly PlannedImage[]
  ) {
    this.kind = run.options.masks ?? 'semantic'
    this.names = classNames(run.dataset)
    const labels = pinnedOrder(run.dataset.labels)
    const keepIds = labels.every(({ id }) => id <= MOST)
    this.classes = labels.map(({ id, name, color }, i) => ({ value: keepIds ? id : i + 1, name, color }))
  }

  begin(): Promise<void> {
    return this.run.folder.writeText(CLASS_FILE, classFile(this.classes))
  }

  async image({ image, name }: PlannedImage, annotations: readonly Annotation[]): Promise<void> {
    const { run } = this
    const objects: Pixels[] = []
    for (const annotation of annotations.toSorted((a, b) => a.order - b.order)) {
      await run.pacer.breathe()
      const runs = shapeToRle(annotation.shape, image)
      if (rleArea(runs) === 0) run.notes.add('empty-shapes')
      else objects.push({ annotation, runs })
    }
    const stem = withoutEnding(name)
    if (this.kind === 'semantic') await this.semantic(stem, image, objects)
    else if (this.kind === 'instances') await this.instances(stem, image, objects)
    else await this.singles(stem, image, objects)
  }

  async end(): Promise<readonly string[]> {
    const { run, images } = this
    const list = await listImages(run, images, () => 'images')
    if (!isSplit(run.options)) return [CLASS_FILE, `${this.kind}/`, ...list]
    for (const [split, part] of bySplit(images)) {
      await run.folder.writeText(
        `ImageSets/${split}.txt`,
        part.map(({ name }) => `${withoutEnding(name)}\n`).join('')
      )
    }
    return [CLASS_FILE, `${this.kind}/`, 'ImageSets/', ...list]
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  private async semantic(stem: string, size: Size, objects: readonly Pixels[]): Promise<void> {
    const { run } = this
    const values = new Map(this.classes.map(({ name, value }) => [name, value]))
    const valueOf = ({ annotation }: Pixels): number =>
      values.get(this.names.get(annotation.labelId) ?? '') ?? 0
    const painted = new NumberImage(size)
    for (const object of objects) painted.paint(object.runs, valueOf(object))
    const written = this.visible(objects, painted, valueOf)
    const inClass = new Map<number, number>()
    for (const object of written) {
      const { annotation } = object
      inClass.set(valueOf(object), (inClass.get(valueOf(object)) ?? 0) + 1)
      if (annotation.iscrowd) run.notes.add('crowd-marks')
      if (Object.keys(withOwnFields(annotation.attributes, { ...annotation, iscrowd: false })).length > 0)
        run.notes.add('unsaid-fields')
    }
    for (const count of inClass.values()) if (count > 1) run.notes.add('instances-joined', count)
    const file = `semantic/${stem}.png`
    await run.folder.writeBytes(file, await this.classPng(painted))
    run.objects += written.length
    const back = await this.readBack('semantic', file)
    for (const { annotation, runs } of written) {
      await run.pacer.breathe()
      const name = this.names.get(annotation.labelId)
      const region = back?.objects.find(({ className }) => className === name)
      const kept = region?.shape.kind === 'mask' ? intersectionArea(runs, rleFromMask(region.shape)) : 0
      if (kept === 0) run.check.lost()
      else run.check.found(kept / rleArea(runs))
    }
  }

  private async instances(stem: string, size: Size, all: readonly Pixels[]): Promise<void> {
    const { run } = this
    const objects = all.slice(0, MOST)
    run.notes.add('no-number-left', all.length - objects.length)
    const numbers = new Map(objects.map((object, i) => [object, i + 1]))
    const painted = new NumberImage(size)
    for (const [object, number] of numbers) painted.paint(object.runs, number)
    const written = this.visible(objects, painted, (object) => numbers.get(object) ?? 0)
    const file = `instances/${stem}.png`
    const png = await writePng({ ...size, bitDepth: 16, palette: null }, painted.rows(16))
    await run.folder.writeBytes(file, png)
    await this.writeList(
      `instances/${stem}.csv`,
      written.map((object) => this.listed(object, `${baseOf(stem)}.png`, numbers.get(object) ?? 0))
    )
    await this.check('instances', file, written, size)
  }

  private async singles(stem: string, size: Size, objects: readonly Pixels[]): Promise<void> {
    const list: ListedObject[] = []
    for (const [i, object] of objects.entries()) {
      await this.run.pacer.breathe()
      const painted = new NumberImage(size)
      painted.paint(object.runs, 255)
      const png = await writePng({ ...size, bitDepth: 8, palette: null }, painted.rows(8))
      await this.run.folder.writeBytes(`objects/${stem}/${i + 1}.png`, png)
      list.push(this.listed(object, `${baseOf(stem)}/${i + 1}.png`, 255))
    }
    await this.writeList(`objects/${stem}.csv`, list)
    await this.check('objects', `objects/${stem}.csv`, objects, size)
  }

  /** The objects of which something can be seen; what others cover is noted. */
  private visible(
    objects: readonly Pixels[],
    painted: NumberImage,
    valueOf: (object: Pixels) => number
  ): readonly Pixels[] {
    const { notes } = this.run
    return objects.filter((object) => {
      const seen = painted.count(object.runs, valueOf(object))
      if (seen === 0) notes.add('covered')
      else if (seen < rleArea(object.runs)) notes.add('partly-covered')
      return seen > 0
    })
  }

  /** The numbers of classes, with their colours as long as a palette has room for them. */
  private classPng(painted: NumberImage): Promise<Buffer> {
    const largest = Math.max(0, ...this.classes.map(({ value }) => value))
    if (largest > 255) return writePng({ ...painted.size, bitDepth: 16, palette: null }, painted.rows(16))
    const palette = new Array<string>(largest + 1).fill(BACKGROUND)
    for (const { value, color } of this.classes) palette[value] = color ?? BACKGROUND
    return writePng({ ...painted.size, bitDepth: 8, palette }, painted.rows(8))
  }

  private listed({ annotation }: Pixels, file: string, value: number): ListedObject {
    const { attributes, labelId } = annotation
    return {
      file,
      value,
      className: this.names.get(labelId) ?? '',
      attributes: withOwnFields(attributes, annotation)
    }
  }

  private async writeList(file: string, objects: readonly ListedObject[]): Promise<void> {
    await this.run.folder.writeText(file, objectList(objects))
    this.run.objects += objects.length
  }

  private async check(kind: MaskKind, file: string, written: readonly Pixels[], size: Size): Promise<void> {
    const back = await this.readBack(kind, file)
    const asMasks = written.map(({ annotation, runs }) => ({
      ...annotation,
      shape: maskShape(maskFromRle(runs))
    }))
    await compare(this.run, asMasks, back?.objects ?? [], size, shapeIou)
  }

  private readBack(kind: MaskKind, file: string): Promise<FoundMasks | null> {
    const { run, classes } = this
    const known = { classes, byColor: false }
    return readMasks({ kind, file, stem: '' }, '', writtenFiles(run.folder), known, readBackContext(run))
  }
}

/** The files of a dataset that is being written, as a reader sees them. */
function writtenFiles(folder: ExportFolder): SourceFiles {
  const files = new Map<string, Uint8Array>()
  const bytesOf = async (path: string): Promise<Uint8Array> => {
    const bytes = files.get(path) ?? (await folder.readBytes(path))
    files.clear()
    files.set(path, bytes)
    return bytes
  }
  return {
    paths: [],
    chosen: null,
    has: () => true,
    find: (path) => path,
    size: async (path) => (await bytesOf(path)).length,
    slice: async (path, start, end) => (await bytesOf(path)).subarray(start, end),
    chunks: (path) => folder.readChunks(path)
  }
}

/** Numbers pixel by pixel: uint16[height, width], 0 where nothing is. */
class NumberImage {
  readonly data: Uint16Array

  constructor(readonly size: Size) {
    this.data = new Uint16Array(size.width * size.height)
  }

  /** Gives pixels a number, whatever they had before. */
  paint(runs: Rle, value: number): void {
    forEachRun(runs, (start, end) => this.data.fill(value, start, end))
  }

  /** How many of these pixels have a number. */
  count(runs: Rle, value: number): number {
    let count = 0
    forEachRun(runs, (start, end) => {
      for (let i = start; i < end; i++) if (this.data[i] === value) count++
    })
    return count
  }

  /** Its rows, as 8 bits a pixel where numbers are no larger. */
  *rows(bitDepth: 8 | 16): Generator<Uint8Array | Uint16Array> {
    const { width, height } = this.size
    for (let y = 0; y < height; y++) {
      const row = this.data.subarray(y * width, (y + 1) * width)
      yield bitDepth === 8 ? Uint8Array.from(row) : row
    }
  }
}

function forEachRun({ counts }: Rle, visit: (start: number, end: number) => void): void {
  let at = 0
  counts.forEach((run, i) => {
    if (i % 2 === 1) visit(at, at + run)
    at += run
  })
}
