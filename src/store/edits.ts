import {
  annotationsDiffSchema,
  type AnnotationsDiff,
  type EditName,
  type HistoryState
} from '@shared/schema/diff'
import { invertDiff, isEmptyDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import type { ImageId } from '@shared/schema/ids'
import { AnnotationTable } from './annotations'
import type { ImageIndex } from './scan/imageIndex'
import type { Imports } from './imports/imports'
import type { ImportStep } from './imports/importTypes'
import { Journal, type EntryState, type JournalEntry } from './journal'
import type { LabelStore } from './labels'
import { badInput, labelsOf, rebaseDiff } from './imports/rebaseDiff'
import type { PendingImports } from './imports/pendingImports'
import type { Sqlite } from './database/sqlite'

/** What undo or redo changed, and what can be undone next. */
export interface EditStep {
  readonly diff: AnnotationsDiff
  readonly history: HistoryState
  /** The other images that changed with it, when it was a part of an import. */
  readonly also?: readonly ImageId[]
}

/** Edits of the images' objects: each is one transaction of the objects and their journal. */
export class ImageEdits {
  readonly #table: AnnotationTable
  readonly #journal: Journal<AnnotationsDiff>

  constructor(
    private readonly db: Sqlite,
    private readonly index: ImageIndex,
    private readonly labels: LabelStore,
    private readonly imports: Imports,
    private readonly settling: PendingImports
  ) {
    this.#table = new AnnotationTable(db)
    this.#journal = new Journal(db, annotationsDiffSchema)
  }

  /** The objects of an image, lowest first. */
  annotations(image: ImageId, onFault: (error: Error) => void): Annotation[] {
    return this.db.snapshot(() =>
      this.settling.withPendingApplied(image, this.#table.ofImage(image, onFault))
    )
  }

  history(image: ImageId): HistoryState {
    this.settling.image(image)
    return this.#journal.history(image)
  }

  /** Keeps an edit. @throws ProblemError, and then nothing is changed */
  commit(image: ImageId, name: EditName, input: AnnotationsDiff): HistoryState {
    const parsed = annotationsDiffSchema.safeParse(input)
    if (!parsed.success) throw badInput(parsed.error.issues[0]?.message ?? 'it is malformed')
    if (this.index.get(image) === null) throw badInput(`there is no image ${image}`)
    this.imports.beforeEdit(image)
    const diff = rebaseDiff(parsed.data, {
      find: (id) => this.#table.find(image, id),
      hasLabel: (id) => this.labels.has(id),
      size: this.index.sizeOf(image)
    })
    if (!isEmptyDiff(diff)) {
      this.#write(image, diff, () => this.#journal.append(image, name, diff, labelsOf(diff)))
    }
    return this.history(image)
  }

  /**
   * Takes back the last edit of an image, or gives null when there is none. It is done when the call returns; only an
   * import, which is taken back as a whole, may have to wait for another to settle.
   * @throws ProblemError 'import-edited' or 'task-running'
   */
  async undo(image: ImageId): Promise<EditStep | null> {
    this.imports.beforeEdit(image)
    const entry = this.#journal.lastDone(image)
    if (entry === null) return null
    const diff = invertDiff(entry.diff) as AnnotationsDiff
    const whole = this.imports.importOfEntry(image, entry)
    if (whole !== null) return this.#partOf(image, diff, await this.imports.undo(whole))
    return this.#replay(image, entry, diff, 'undone')
  }

  /**
   * Does the edit again that was undone last, or gives null when there is none. An import is done as a whole.
   * @throws ProblemError 'import-failed' or 'task-running'
   */
  async redo(image: ImageId): Promise<EditStep | null> {
    this.imports.beforeEdit(image)
    const entry = this.#journal.firstUndone(image)
    if (entry === null) return null
    const whole = this.imports.importOfEntry(image, entry)
    if (whole !== null) return this.#partOf(image, entry.diff, await this.imports.redo(whole))
    return this.#replay(image, entry, entry.diff, 'done')
  }

  /** What a step over many images means for one of them. */
  #partOf(image: ImageId, diff: AnnotationsDiff, { images }: ImportStep): EditStep {
    return { diff, history: this.history(image), also: images.filter((other) => other !== image) }
  }

  #replay(
    image: ImageId,
    { seq }: JournalEntry<AnnotationsDiff>,
    diff: AnnotationsDiff,
    state: EntryState
  ): EditStep {
    this.#write(image, diff, () => {
      this.#journal.setState(seq, state)
    })
    return { diff, history: this.history(image) }
  }

  #write(image: ImageId, diff: AnnotationsDiff, record: () => void): void {
    const publish = this.db.transaction(() => {
      this.#table.apply(image, diff)
      record()
      return this.index.writeObjects(image, this.#table.count(image))
    })
    publish()
  }
}
