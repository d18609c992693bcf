import type { ImageId } from '@shared/schema/ids'
import type { EditStep } from './edits'
import type { PendingImportsListener } from './imports/pendingImports'
import { editOf, type StoreChange, type StoreChanges } from './storeChanges'

/** What the events of steps need of the store. */
export interface StepHost {
  /** Whether an import is still being worked into the images' rows. */
  readonly isPending: () => boolean
  /** Counts the proposals that objects leave on an image. Returns whether their number changed. */
  readonly recount: (image: ImageId) => boolean
  /** A step is on disk; what it leaves pending is worked into the rows. A short one is done when this returns. */
  readonly kept: () => void
}

/**
 * Emits steps of the history that may be over many images: an import, or one that is undone or redone, alone or as a
 * step of one image. Each is one change, and one more when a pending import has reached every row.
 */
export class StepEvents {
  /** Images whose number of proposals changed as a pending import reached them. */
  readonly #recounted = new Set<ImageId>()

  constructor(
    private readonly changes: StoreChanges,
    private readonly host: StepHost
  ) {}

  /** Hears how far pending imports are. */
  readonly pending: PendingImportsListener = {
    image: (image) => {
      if (this.host.recount(image)) this.#recounted.add(image)
    },
    finished: (classes) => {
      const rows = [...this.#recounted]
      this.#recounted.clear()
      this.changes.emit({ origin: 'import', rows, ...(classes && { classes }), pendingImports: false })
    }
  }

  /** Emits a step over many images once it is kept. */
  ofMany<T extends { readonly images: readonly ImageId[] }>(work: Promise<T>): Promise<T> {
    return this.#emit(work, ({ images }) => [this.#overMany(images)])
  }

  /** Emits a step of one image's history, which may be one over many. */
  ofImage(image: ImageId, work: Promise<EditStep | null>): Promise<EditStep | null> {
    return this.#emit(work, (step) => {
      this.host.recount(image)
      this.#recounted.delete(image)
      const own: StoreChange = { origin: 'editor', ...editOf(image) }
      return step?.also === undefined ? [own] : [own, this.#overMany(step.also)]
    })
  }

  async #emit<T>(work: Promise<T>, changesOf: (result: T) => readonly StoreChange[]): Promise<T> {
    const result = await work
    // What is settled at once belongs to the step's own change.
    const settled = this.changes.collect(() => this.host.kept())
    const changes = changesOf(result)
    for (const change of changes) this.changes.emit(change)
    if (changes.at(-1)?.imports === undefined) for (const change of settled) this.changes.emit(change)
    return result
  }

  #overMany(images: readonly ImageId[]): StoreChange {
    for (const image of images) this.#recounted.delete(image)
    const pendingImports = this.host.isPending()
    const content = { objects: images, history: images, rows: images }
    return { origin: 'import', ...content, classes: true, imports: true, pendingImports }
  }
}
