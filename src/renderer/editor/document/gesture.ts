import type { RecordsDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import type { EditName } from '@shared/schema/diff'
import type { Annotations } from '../editorState'

/** What a gesture may do to the document that it began in. */
export interface GestureTarget {
  /** Shows what the gesture has made so far, or (null) no gesture. */
  readonly show: (change: RecordsDiff<Annotation> | null) => void
  readonly commit: (name: EditName, change: RecordsDiff<Annotation>) => void
}

/**
 * A mark in the document. While the gesture lasts, what it shows is worked out anew from the state at the mark, so
 * that nothing adds up on the way; at the end it becomes one undoable edit, or the mark is restored.
 */
export class Gesture {
  #open = true
  #change: RecordsDiff<Annotation> | null = null

  constructor(
    /** The objects at the mark. */
    readonly before: Annotations,
    private readonly target: GestureTarget
  ) {}

  /** Shows the state at the mark with these records put in or replaced, and these taken out. */
  set(changed: Iterable<Annotation>, removed: Iterable<string> = []): void {
    if (!this.#open) return
    this.#change = changeFrom(this.before, changed, removed)
    this.target.show(this.#change)
  }

  /** Ends it as one undoable edit; nothing is recorded when nothing differs from the mark. */
  commit(name: EditName): void {
    if (!this.#open) return
    this.#open = false
    this.target.show(null)
    if (this.#change) this.target.commit(name, this.#change)
  }

  /** Ends it as if it had not been. */
  bail(): void {
    if (!this.#open) return
    this.#open = false
    this.target.show(null)
  }
}

function sameRecord(a: Annotation, b: Annotation): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** The change that puts records in, or replaces them, and takes others out; what is the same already is left out. */
export function changeFrom(
  before: Annotations,
  changed: Iterable<Annotation>,
  removed: Iterable<string>
): RecordsDiff<Annotation> {
  const diff = {
    added: {} as Record<string, Annotation>,
    updated: {} as Record<string, readonly [Annotation, Annotation]>,
    removed: {} as Record<string, Annotation>
  }
  for (const record of changed) {
    const old = before.get(record.id)
    if (!old) diff.added[record.id] = record
    else if (!sameRecord(old, record)) diff.updated[record.id] = [old, record]
  }
  for (const id of removed) {
    const old = before.get(id)
    if (old) diff.removed[id] = old
  }
  return diff
}
