import type { ProposalsChange } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { ScanListener } from './scan/scanProject'

/**
 * Where a change comes from: an edit in the editor, which shows it already; work in the background; a step over many
 * images, done, undone or redone; or a look at the image files.
 */
export type ChangeOrigin = 'editor' | 'job' | 'import' | 'files'

/** What one committed change of a project touched. Fields that are absent did not change. */
export interface StoreChange {
  readonly origin: ChangeOrigin
  /** Images that are new in the list. */
  readonly added?: readonly ImageId[]
  /** Images whose row in the list changed: file, pixels, problem, numbers of objects and proposals. */
  readonly rows?: readonly ImageId[]
  /** Images whose objects changed. */
  readonly objects?: readonly ImageId[]
  /** Images whose undo or redo changed. */
  readonly history?: readonly ImageId[]
  /** The classes, or what can be undone of them, changed. */
  readonly classes?: true
  /** The imports that can be undone or redone changed. */
  readonly imports?: true
  /** Whether an import is still being worked into the images' rows. */
  readonly pendingImports?: boolean
  /** What came to an image's pool of proposals. */
  readonly proposals?: ProposalsChange
}

/** What an edit of one image touches. */
export function editOf(image: ImageId): Pick<StoreChange, 'objects' | 'history' | 'rows'> {
  return { objects: [image], history: [image], rows: [image] }
}

type Listener = (change: StoreChange) => void

/**
 * The listeners to a project's changes. Changes are emitted after their transaction was committed: what a listener
 * reads is on the disk. One step over many images is one change, however many objects it has.
 */
export class StoreChanges {
  readonly #listeners = new Set<Listener>()
  #collected: StoreChange[] | null = null

  /** @param onFault told of a listener that throws: the change is made, and its caller must not take it for failed */
  constructor(private readonly onFault: (error: unknown) => void) {}

  /** Calls the listener after each change. Returns what ends that. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(change: StoreChange): void {
    if (this.#collected !== null) {
      this.#collected.push(change)
      return
    }
    for (const listener of [...this.#listeners]) {
      try {
        listener(change)
      } catch (error) {
        this.onFault(error)
      }
    }
  }

  /** Holds back and returns what some work emits before it returns. */
  collect(work: () => void): readonly StoreChange[] {
    const collected: StoreChange[] = []
    this.#collected = collected
    try {
      work()
    } finally {
      this.#collected = null
    }
    return collected
  }
}

/** A listener of a search of the folder that emits what is found before it passes it on. */
export function emittingScan(changes: StoreChanges, listener: ScanListener): ScanListener {
  return {
    ...listener,
    added: (rows) => {
      changes.emit({ origin: 'files', added: rows.map(({ id }) => id) })
      listener.added?.(rows)
    },
    changed: (rows) => {
      changes.emit({ origin: 'files', rows: rows.map(({ id }) => id) })
      listener.changed?.(rows)
    }
  }
}
