import { isEmptyDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import { annotationsDiffSchema, type AnnotationsDiff } from '@shared/schema/diff'
import type { ImageId } from '@shared/schema/ids'
import { yieldToEventLoop } from '../yieldToEventLoop'
import { Journal, packDiff } from '../journal'
import { column } from '../database/rowValues'
import { labelsOf } from './rebaseDiff'
import type { Sqlite } from '../database/sqlite'

/** What an image gets, once its import is decided. */
export interface StagedChange {
  readonly diff: AnnotationsDiff
  readonly extra: string | null
  /** How many objects it has then. */
  readonly objects: number
}

interface Staged {
  readonly entry: number | null
  readonly added: number
  readonly removed: number
  readonly objects: number
}

/** So many objects are written together, unless a single image has more. */
const BATCH_OBJECTS = 500
/** And so many images, which may all be empty. */
const BATCH_IMAGES = 50
/** So many images are dropped together. */
const DROPPED = 100

/**
 * What an import will change, written to the project as it comes, some images at a time: entries of the journal that
 * are in no state yet, and a row for each image that waits. Nobody takes notice of them until the import is decided.
 */
export class StagedImages {
  readonly #journal: Journal<AnnotationsDiff>
  readonly #staged = new Map<ImageId, Staged>()
  readonly #batch = new Map<ImageId, StagedChange>()
  #touched = new Set<ImageId>()
  #gathered = 0

  constructor(private readonly db: Sqlite) {
    this.#journal = new Journal(db, annotationsDiffSchema)
  }

  /** Whether an image has come already. */
  has(image: ImageId): boolean {
    return this.#staged.has(image) || this.#batch.has(image)
  }

  /** Keeps an image's change. */
  put(image: ImageId, change: StagedChange): void {
    this.#batch.set(image, change)
    this.#gathered += Object.keys(change.diff.added).length
    if (this.#gathered >= BATCH_OBJECTS || this.#batch.size >= BATCH_IMAGES) this.flush()
  }

  /** Writes what was kept. */
  flush(): void {
    this.db.repeatable(() => {
      for (const [image, change] of this.#batch) this.#staged.set(image, this.#write(image, change))
    })
    this.#batch.clear()
    this.#gathered = 0
  }

  /** An image is edited now, so that its change has to be worked out again. */
  touch(image: ImageId): void {
    if (this.has(image)) this.#touched.add(image)
  }

  /** The images that were edited since they came, each told once. */
  takeTouched(): readonly ImageId[] {
    const touched = [...this.#touched]
    this.#touched = new Set()
    return touched
  }

  /** The objects that an image was to get, and what the format said of it; it does not wait any more. */
  take(image: ImageId): { readonly objects: readonly Annotation[]; readonly extra: string | null } {
    if (this.#batch.has(image)) this.flush()
    const row = this.db.get('SELECT entry, extra FROM unsettled WHERE image = ?', image)
    if (row === undefined) return { objects: [], extra: null }
    const seq = column.numberOrNull(row, 'entry')
    const entry = seq === null ? null : this.#journal.entry(image, seq)
    this.db.transaction(() => this.#remove(image))
    this.#staged.delete(image)
    return {
      objects: Object.values(entry?.diff.added ?? {}).sort((a, b) => a.order - b.order),
      extra: column.textOrNull(row, 'extra')
    }
  }

  /** The images that change, in the order of their ids: each with its entry and how many more objects it gets. */
  changed(): readonly (readonly [ImageId, number, number])[] {
    return [...this.#staged]
      .flatMap(([image, { entry, added, removed }]) =>
        entry === null ? [] : [[image, entry, added - removed] as const]
      )
      .sort(([a], [b]) => a - b)
  }

  /** How many objects each image that changes will have. */
  counts(): readonly (readonly [ImageId, number])[] {
    return [...this.#staged].map(([image, { objects }]) => [image, objects])
  }

  /** How many objects come and go. */
  totals(): { readonly objects: number; readonly replaced: number } {
    let [objects, replaced] = [0, 0]
    for (const { added, removed } of this.#staged.values()) {
      objects += added
      replaced += removed
    }
    return { objects, replaced }
  }

  #write(image: ImageId, { diff, extra, objects }: StagedChange): Staged {
    const entry = isEmptyDiff(diff) ? null : this.#append(image, diff)
    const sql = `INSERT INTO unsettled (image, entry, state, objects, extra) VALUES (?, ?, 'done', ?, ?)`
    this.db.run(sql, image, entry, objects, extra)
    const [added, removed] = [Object.keys(diff.added).length, Object.keys(diff.removed).length]
    return { entry, added, removed, objects }
  }

  /** Its classes are held from now on: nobody can take them out of the project meanwhile. */
  #append(image: ImageId, diff: AnnotationsDiff): number {
    const { lastId } = this.db.run(
      `INSERT INTO journal (scope, time, name, state, diff) VALUES (?, ?, 'import', 'staged', ?)`,
      image,
      Date.now(),
      packDiff(diff)
    )
    for (const label of labelsOf(diff)) this.db.run('INSERT INTO journal_labels VALUES (?, ?)', label, lastId)
    return lastId
  }

  #remove(image: ImageId): void {
    removeStaged(this.db, [image])
  }
}

/** Removes all that waits undecided, as an import that failed leaves it, or a process that was killed in one. */
export async function dropStaged(db: Sqlite): Promise<void> {
  for (;;) {
    const rows = db.all('SELECT image FROM unsettled LIMIT ?', DROPPED)
    if (rows.length === 0) return
    db.transaction(() => {
      removeStaged(
        db,
        rows.map((row) => column.number(row, 'image'))
      )
    })
    await yieldToEventLoop()
  }
}

function removeStaged(db: Sqlite, images: readonly number[]): void {
  for (const image of images) {
    const row = db.get('SELECT entry FROM unsettled WHERE image = ?', image)
    const entry = row === undefined ? null : column.numberOrNull(row, 'entry')
    db.run('DELETE FROM unsettled WHERE image = ?', image)
    if (entry === null) continue
    db.run('DELETE FROM journal_labels WHERE seq = ?', entry)
    db.run(`DELETE FROM journal WHERE seq = ? AND state = 'staged'`, entry)
  }
}
