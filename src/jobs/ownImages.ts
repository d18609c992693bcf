import type { Size } from '@shared/geometry/spaces'
import type { ImageId } from '@shared/schema/ids'
import type { ForeignDataset, ForeignImage } from '../formats/import/foreign'
import type { ItemLog } from '../formats/import/itemLog'
import { fileSize, sizeProblem } from './readingProject'

/** An image of a dataset that has no project. */
export interface OwnImage {
  readonly id: ImageId
  readonly path: string
  readonly size: Size
  /** Where its file is, or null when the dataset is without. */
  readonly file: string | null
}

/** The images of a dataset, numbered as they come, in place of those of a project. */
export class OwnImages {
  private readonly byName = new Map<string, OwnImage>()
  private readonly byId = new Map<ImageId, OwnImage>()

  constructor(
    private readonly locate: (path: string) => string,
    private readonly log: ItemLog
  ) {}

  get(id: ImageId): OwnImage | undefined {
    return this.byId.get(id)
  }

  /** As `ImageMatcher` finds those of a project. */
  find(name: string): { readonly image: OwnImage } | { readonly problem: 'image-unmatched' } {
    const image = this.byName.get(name)
    return image ? { image } : { problem: 'image-unmatched' }
  }

  /** The dataset, of which each image is known once it has come; those whose size nobody knows are left out. */
  knownOf(dataset: ForeignDataset): ForeignDataset {
    return { ...dataset, images: () => this.known(dataset) }
  }

  private async *known(dataset: ForeignDataset): AsyncGenerator<ForeignImage> {
    for await (const image of dataset.images()) {
      const file = image.path === null ? null : this.locate(image.path)
      const size = image.size ?? (file === null ? null : await fileSize(file))
      if (size) {
        this.add(image.name, size, file)
        yield image
      } else {
        const { name, line } = image
        const detail = file === null ? null : await sizeProblem(file)
        const where = { file: image.file, line, image: name, object: null, detail }
        this.log.add({ reason: 'size-unknown', action: 'image-left-out', ...where })
      }
    }
  }

  private add(path: string, size: Size, file: string | null): void {
    if (this.byName.has(path)) return
    const image = { id: (this.byName.size + 1) as ImageId, path, size, file }
    this.byName.set(path, image)
    this.byId.set(image.id, image)
  }
}
