import { isEmptyDiff, type RecordsDiff } from '@shared/history/recordsDiff'
import type { HistoryStep, OpenedImage } from '@shared/ipc/views'
import type { Annotation } from '@shared/schema/annotation'
import type { EditName, HistoryState } from '@shared/schema/diff'
import type { ImageId } from '@shared/schema/ids'
import type { Annotations } from '../editorState'
import type { EditorServices } from '../services'
import { applyEdit, inDrawingOrder, toAnnotationsDiff } from './annotations'
import { changeFrom, Gesture } from './gesture'
import { SaveQueue } from './saveQueue'

const none: ReadonlySet<string> = new Set()

/** The ids of what was added or updated; the same set as before when it holds the same. */
function changedIds(change: RecordsDiff<Annotation>, before: ReadonlySet<string>): ReadonlySet<string> {
  const ids = [...Object.keys(change.added), ...Object.keys(change.updated)]
  return ids.length === before.size && ids.every((id) => before.has(id)) ? before : new Set(ids)
}

/**
 * The objects of one image. An edit shows at once and is sent to the store in its turn; it stays on screen, and in
 * the queue, when that fails.
 */
export class ImageDocument {
  readonly image: ImageId
  /** All edits, without the gesture that is under way. */
  #edited: Annotations
  #gesture: Gesture | null = null
  #lifted: ReadonlySet<string> = none
  #annotations: Annotations
  #history: HistoryState
  readonly #queue: SaveQueue

  constructor(
    opened: OpenedImage,
    private readonly services: Pick<EditorServices, 'commit' | 'undo' | 'redo'>,
    private readonly onChange: (document: ImageDocument) => void
  ) {
    this.image = opened.image.id
    this.#edited = inDrawingOrder(opened.annotations)
    this.#annotations = this.#edited
    this.#history = opened.history
    this.#queue = new SaveQueue(() => this.onChange(this))
  }

  /** What is to be seen: all edits, and the gesture so far. */
  get annotations(): Annotations {
    return this.#annotations
  }

  /** The objects that the gesture under way has changed so far. */
  get lifted(): ReadonlySet<string> {
    return this.#lifted
  }

  get history(): HistoryState {
    return this.#history
  }

  get saves(): Pick<SaveQueue, 'pending' | 'failed' | 'empty'> {
    return this.#queue
  }

  /** Marks the present state as the beginning of one undoable edit. One gesture at a time: an older one bails. */
  begin(): Gesture {
    this.#gesture?.bail()
    const gesture = new Gesture(this.#edited, {
      show: (change) => {
        if (change === null) this.#gesture = null
        this.#lifted = change ? changedIds(change, this.#lifted) : none
        this.#show(change ? applyEdit(this.#edited, change) : this.#edited)
      },
      commit: (name, change) => this.#commit(name, change)
    })
    this.#gesture = gesture
    return gesture
  }

  /** One undoable edit in one step. A gesture that is under way goes on, on top of it, when it next moves. */
  edit(name: EditName, changed: Iterable<Annotation>, removed: Iterable<string> = []): void {
    this.#commit(name, changeFrom(this.#edited, changed, removed))
  }

  /** Takes the last edit back, after everything before it was saved. */
  undo(): Promise<void> {
    return this.#queue.ask(async () => this.#step(await this.services.undo(this.image)))
  }

  redo(): Promise<void> {
    return this.#queue.ask(async () => this.#step(await this.services.redo(this.image)))
  }

  /** Tries again to save what could not be saved. */
  retry(): void {
    this.#queue.retry()
  }

  /** Resolves when all is saved, or saving has stopped. */
  settled(): Promise<void> {
    return this.#queue.settled()
  }

  #commit(name: EditName, change: RecordsDiff<Annotation>): void {
    if (isEmptyDiff(change)) return
    this.#edited = applyEdit(this.#edited, change)
    // What redo would do is gone with a new edit, saved or not.
    this.#history = { undo: name, redo: null }
    this.#show(this.#edited)
    const diff = toAnnotationsDiff(change)
    this.#queue.save(async () => {
      const history = await this.services.commit(this.image, name, diff)
      if (this.#queue.pending <= 1) this.#history = history
    })
  }

  #step(step: HistoryStep | null): void {
    if (!step) return
    this.#edited = applyEdit(this.#edited, step.diff)
    this.#history = step.history
    this.#show(this.#edited)
  }

  #show(annotations: Annotations): void {
    if (annotations === this.#annotations) return
    this.#annotations = annotations
    this.onChange(this)
  }
}
