import type { Size } from '@shared/geometry/spaces'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { FormatId } from '@shared/schema/formats'
import type { AnnotationId, ImageId } from '@shared/schema/ids'
import type { ImportItem } from '@shared/schema/importing'
import { extraAttributes } from '../extra'
import type { ClassPlan } from './classPlan'
import { fitShape } from './fit'
import type { Extra, ForeignDataset, ForeignImage, ForeignObject } from './foreign'
import type { ImageMatcher, NamedImage } from './imageMatcher'

/** What an import needs to know of the project. */
export interface ImportPlanOptions {
  readonly format: FormatId
  readonly matcher: Pick<ImageMatcher<NamedImage>, 'find'>
  readonly classes: ClassPlan
  /** Pixels of an image after EXIF orientation, or null when its file cannot be read. */
  sizeOf(image: ImageId): Promise<Size | null>
  /** Told about what is not taken over as it stands. */
  report(item: ImportItem): void
  /** A new id for an object. */
  newId(): AnnotationId
}

/** The objects that an image of the project gets. */
export interface PlannedImport {
  readonly image: ImageId
  readonly objects: readonly Annotation[]
  readonly extra: Extra
}

/** What was met while an import was planned. */
export interface ImportTally {
  readonly images: number
  readonly matched: number
}

/** What a foreign dataset means for the project: image by image, each image of the project at most once. */
export class ImportPlan {
  private images = 0
  private readonly taken = new Set<ImageId>()

  constructor(
    private readonly dataset: ForeignDataset,
    private readonly options: ImportPlanOptions
  ) {}

  get tally(): ImportTally {
    return { images: this.images, matched: this.taken.size }
  }

  /** The images that are in the project, with their objects. */
  async *planned(): AsyncGenerator<PlannedImport> {
    for await (const foreign of this.dataset.images()) {
      this.images++
      const image = await this.target(foreign)
      if (!image) continue
      const objects: Annotation[] = []
      for (const object of foreign.objects) {
        const annotation = this.annotation(object, foreign, image.size, objects.length)
        if (annotation) objects.push(annotation)
      }
      yield { image: image.id, objects, extra: foreign.extra }
    }
  }

  /** The image of the project that a foreign one is, unless something speaks against it. */
  private async target(foreign: ForeignImage): Promise<{ id: ImageId; size: Size | null } | null> {
    const match = this.options.matcher.find(foreign.name)
    if ('problem' in match) {
      this.leaveOut(foreign, match.problem, null)
      return null
    }
    const { id, path } = match.image
    if (this.taken.has(id)) {
      this.leaveOut(foreign, 'image-repeated', path)
      return null
    }
    const size = await this.options.sizeOf(id)
    const written = foreign.size
    if (size && written && (size.width !== written.width || size.height !== written.height)) {
      const detail = `${written.width}×${written.height}, ${size.width}×${size.height}`
      this.leaveOut(foreign, 'size-differs', detail)
      return null
    }
    this.taken.add(id)
    return { id, size }
  }

  private leaveOut(
    { file, line, name }: ForeignImage,
    reason: ImportItem['reason'],
    detail: string | null
  ): void {
    const action = 'image-left-out'
    this.options.report({ reason, action, file, line, image: name, object: null, detail })
  }

  private annotation(
    object: ForeignObject,
    { name, size: written }: ForeignImage,
    size: Size | null,
    order: number
  ): Annotation | null {
    const { file, line, id } = object
    const report = (
      reason: ImportItem['reason'],
      action: ImportItem['action'],
      detail: string | null
    ): void => this.options.report({ reason, action, file, line, image: name, object: id, detail })
    const labelId = this.options.classes.labelFor(object.className)
    if (labelId === null) {
      report('class-left-out', 'object-left-out', object.className)
      return null
    }
    const { shape } = object
    if (size && shape.kind === 'mask' && (shape.width !== size.width || shape.height !== size.height)) {
      report('runs-misfit', 'object-left-out', `${shape.width}×${shape.height}`)
      return null
    }
    // A reader that knew the size has cut the shape off already.
    const fit = written ? { shape, clipped: false } : fitShape(shape, size)
    if (typeof fit === 'string') {
      report(fit, 'object-left-out', null)
      return null
    }
    if (fit.clipped) report('coordinates-outside', 'clipped', null)
    return newAnnotation({
      id: this.options.newId(),
      labelId,
      order,
      shape: fit.shape,
      source: object.source,
      score: object.score,
      groupId: object.group,
      iscrowd: object.iscrowd,
      attributes: storable({ ...object.attributes, ...extraAttributes(this.options.format, object.extra) })
    })
  }
}

/** Attributes as JSON can keep them: a number that is none becomes its text. */
function storable(attributes: Annotation['attributes']): Annotation['attributes'] {
  const kept: Annotation['attributes'] = {}
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== '__proto__')
      kept[key] = typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  }
  return kept
}
