import { isDeepStrictEqual } from 'node:util'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Problem } from '@shared/schema/problem'
import type { ImageSize } from './maskCheck'
import type { ProposalStore } from './proposals/proposals'
import type { ImageIndex } from './scan/imageIndex'
import type { StoreChanges } from './storeChanges'

/**
 * Keeps what was found out about the images' files, and emits what is new. It can be found out again, so a full disk
 * stops nothing.
 */
export class ImageFacts {
  constructor(
    private readonly index: ImageIndex,
    private readonly proposals: ProposalStore,
    private readonly changes: StoreChanges,
    /** Writes, and only reports what fails. */
    private readonly bestEffort: (write: () => void) => void
  ) {}

  /** Keeps an image's pixels, after EXIF orientation, once its header was read. */
  setSize(id: ImageId, size: ImageSize): ImageRow | null {
    return this.#learn(id, () => this.#keepSize(id, size))
  }

  /** Keeps why an image cannot be shown, until its file changes. */
  setProblem(id: ImageId, problem: Problem | null): ImageRow | null {
    return this.#learn(id, () => this.#keepProblem(id, problem))
  }

  /** Keeps an image's pixels, and that nothing is wrong with its file. */
  setReadable(id: ImageId, size: ImageSize): ImageRow | null {
    return this.#learn(id, () => {
      this.#keepSize(id, size)
      this.#keepProblem(id, null)
    })
  }

  /** Keeps the pixels that an import found out. Emits nothing: the import names the images that it changes. */
  setImportedSizes(sizes: readonly (ImageSize & { readonly image: ImageId })[]): void {
    for (const { image, width, height } of sizes) this.#keepSize(image, { width, height })
  }

  #keepSize(id: ImageId, size: ImageSize): void {
    this.bestEffort(() => {
      this.index.setSize(id, size)
      this.proposals.dropUnfit(id, size)
    })
  }

  #keepProblem(id: ImageId, problem: Problem | null): void {
    this.bestEffort(() => this.index.setProblem(id, problem))
  }

  #learn(id: ImageId, keep: () => void): ImageRow | null {
    const before = this.index.row(id)
    keep()
    const row = this.index.row(id)
    if (row !== null && !isDeepStrictEqual(row, before)) this.changes.emit({ origin: 'files', rows: [id] })
    return row
  }
}
