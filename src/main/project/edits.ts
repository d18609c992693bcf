import {
  annotationsDiffSchema,
  type AnnotationsDiff,
  type EditName,
  type HistoryState
} from '../../shared/schema/diff'
import { invertDiff, isEmptyDiff } from '../../shared/history/recordsDiff'
import type { Annotation } from '../../shared/schema/annotation'
import type { ImageId } from '../../shared/schema/ids'
import { AnnotationTable } from './annotations'
import type { ImageIndex } from './imageIndex'
import { Journal, type EntryState, type JournalEntry } from './journal'
import type { LabelStore } from './labels'
import { badInput, labelsOf, settleDiff } from './settleDiff'
import type { Sqlite } from './sqlite'

/** What undo or redo changed, and what can be undone next. */
export interface EditStep {
  readonly diff: AnnotationsDiff
  readonly history: HistoryState
}

/** Edits of the images' objects: each is one transaction of the objects and their journal. */
export class ImageEdits {
  readonly #table: AnnotationTable
  readonly #journal: Journal<AnnotationsDiff>

  constructor(
    private readonly db: Sqlite,
    private readonly index: ImageIndex,
    private readonly labels: LabelStore
  ) {
    this.#table = new AnnotationTable(db)
    this.#journal = new Journal(db, annotationsDiffSchema)
  }

  /** The objects of an image, lowest first. */
  annotations(image: ImageId, onFault: (error: Error) => void): Annotation[] {
    return this.#table.ofImage(image, onFault)
  }

  history(image: ImageId): HistoryState {
    return this.#journal.history(image)
  }

  /** Keeps an edit. @throws ProblemError, and then nothing is changed */
  commit(image: ImageId, name: EditName, input: AnnotationsDiff): HistoryState {
    const parsed = annotationsDiffSchema.safeParse(input)
    if (!parsed.success) throw badInput(parsed.error.issues[0]?.message ?? 'it is malformed')
    if (this.index.get(image) === null) throw badInput(`there is no image ${image}`)
    const diff = settleDiff(parsed.data, {
      find: (id) => this.#table.find(image, id),
      hasLabel: (id) => this.labels.has(id),
      size: this.index.sizeOf(image)
    })
    if (!isEmptyDiff(diff)) {
      this.#write(image, diff, () => this.#journal.append(image, name, diff, labelsOf(diff)))
    }
    return this.history(image)
  }

  /** Takes back the last edit of an image, or returns null when there is none. */
  undo(image: ImageId): EditStep | null {
    const entry = this.#journal.lastDone(image)
    return entry && this.#replay(image, entry, invertDiff(entry.diff) as AnnotationsDiff, 'undone')
  }

  /** Does the edit again that was undone last, or returns null when there is none. */
  redo(image: ImageId): EditStep | null {
    const entry = this.#journal.firstUndone(image)
    return entry && this.#replay(image, entry, entry.diff, 'done')
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
