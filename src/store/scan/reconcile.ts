import { nameKey } from '@shared/files/nameKey'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { yieldToEventLoop } from '../yieldToEventLoop'
import type { FileUpdate, ImageIndex, IndexedImage } from './imageIndex'
import { moveKey, pairMoved, pairRespelled } from './relink'
import type { ScannedFile } from './scan'

/** Images that a batch brought or changed. */
export interface IndexChange {
  readonly added: readonly ImageRow[]
  readonly changed: readonly ImageRow[]
}

/** Rows written in one transaction. */
const chunkSize = 500

/** Cuts into parts of at most `chunkSize`. */
function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += chunkSize) yield items.slice(at, at + chunkSize)
}

/**
 * Brings the index into line with a search of the folder, batch by batch. A new file that looks like a known image
 * which was not met yet, or has its path but for the normal form or case, is held back to the end, when it is clear
 * whether that image moved there.
 */
export class Reconciler {
  readonly #unmet: Map<ImageId, IndexedImage>
  readonly #byMoveKey = new Map<string, IndexedImage[]>()
  readonly #byPathKey = new Map<string, IndexedImage[]>()
  readonly #held = new Map<string, ScannedFile[]>()

  constructor(private readonly index: ImageIndex) {
    this.#unmet = new Map()
    for (const image of index.known()) {
      this.#unmet.set(image.id, image)
      pushTo(this.#byMoveKey, moveKey(image), image)
      pushTo(this.#byPathKey, nameKey(image.path), image)
    }
  }

  /** Takes in one batch of found files, of about `chunkSize`. */
  batch(files: readonly ScannedFile[]): IndexChange {
    const fresh: ScannedFile[] = []
    const updates: FileUpdate[] = []
    const unlisted: FileUpdate[] = []
    for (const file of files) {
      const image = this.index.findPath(file.path)
      if (image === null) {
        if (!this.#mayHaveMoved(file)) fresh.push(file)
        continue
      }
      this.#unmet.delete(image.id)
      const contentChanged = image.size !== file.size || image.mtime !== file.mtime
      if (!image.missing && !contentChanged) continue
      const target = this.index.isListed(image.id) ? updates : unlisted
      target.push({ id: image.id, file, contentChanged })
    }
    return {
      added: [...this.index.update(unlisted), ...this.index.add(fresh)],
      changed: this.index.update(updates)
    }
  }

  /**
   * Ends a complete search: links moved images to their new places and marks those that are gone, except in
   * folders that could not be read.
   */
  async *finish(unreadable: readonly string[]): AsyncGenerator<IndexChange> {
    const outOfSight = (path: string): boolean => unreadable.some((folder) => path.startsWith(`${folder}/`))
    const gone = [...this.#unmet.values()].filter((image) => !outOfSight(image.path))
    const fresh: ScannedFile[] = []
    const moved: FileUpdate[] = []
    const unlisted: FileUpdate[] = []
    const link = (file: ScannedFile, image: IndexedImage): void => {
      const target = this.index.isListed(image.id) ? moved : unlisted
      const contentChanged = image.size !== file.size || image.mtime !== file.mtime
      target.push({ id: image.id, file, contentChanged })
      this.#unmet.delete(image.id)
    }
    const held = [...this.#held.values()].flat()
    const respelled = pairRespelled(gone, held)
    for (const [file, image] of respelled) link(file, image)
    const goneByKey = new Map<string, IndexedImage[]>()
    for (const image of gone) if (this.#unmet.has(image.id)) pushTo(goneByKey, moveKey(image), image)
    for (const [key, all] of this.#held) {
      const files = all.filter((file) => !respelled.has(file))
      const pairs = pairMoved(goneByKey.get(key) ?? [], files)
      for (const file of files) {
        const image = pairs.get(file)
        if (image === undefined) fresh.push(file)
        else link(file, image)
      }
    }
    const stillGone = gone.filter((image) => this.#unmet.has(image.id)).map((image) => image.id)
    for (const part of chunks(moved)) yield* this.#step({ changed: this.index.update(part) })
    for (const part of chunks(unlisted)) yield* this.#step({ added: this.index.update(part) })
    for (const part of chunks(fresh)) yield* this.#step({ added: this.index.add(part) })
    for (const part of chunks(stillGone)) yield* this.#step({ changed: this.index.markMissing(part) })
  }

  async *#step(change: Partial<IndexChange>): AsyncGenerator<IndexChange> {
    const { added = [], changed = [] } = change
    if (added.length + changed.length > 0) yield { added, changed }
    await yieldToEventLoop()
  }

  #mayHaveMoved(file: ScannedFile): boolean {
    const key = moveKey(file)
    const candidates = [
      ...(this.#byMoveKey.get(key) ?? []),
      ...(this.#byPathKey.get(nameKey(file.path)) ?? [])
    ]
    if (!candidates.some((image) => this.#unmet.has(image.id))) return false
    pushTo(this.#held, key, file)
    return true
  }
}

function pushTo<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
