import type { Size } from '@shared/geometry/spaces'
import type { OpenedImage } from '@shared/ipc/views'
import type { AnnotationId, LabelId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Label } from '@shared/schema/label'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { initialEditorState, type EditorState, type ToolId } from './editorState'
import type { KeyInput, PointerInput, WheelInput } from './inputs'
import type { EditorServices } from './services'

/** Reading and listening; only the editor writes. */
export type EditorStore = Pick<StoreApi<EditorState>, 'getState' | 'getInitialState' | 'subscribe'>

/**
 * The headless editor of one opened project (make a new one for the next project, since image ids are the
 * project's own). Skeleton: the public surface, to be filled in.
 */
export class Editor {
  readonly store: EditorStore
  readonly #store = createStore<EditorState>(() => initialEditorState)

  constructor(readonly services: EditorServices) {
    this.store = this.#store
  }

  get state(): EditorState {
    return this.#store.getState()
  }

  /** Shows an image, or none. Edits of the one before that are not saved yet stay queued. */
  openImage(opened: OpenedImage | null): void {
    this.#store.setState({ image: opened?.image ?? null })
  }

  /** Takes over what became known about the open image (its size, its name); other images are ignored. */
  updateImage(_row: ImageRow): void {}

  setLabels(_labels: readonly Label[]): void {}
  setCurrentLabel(_label: LabelId | null): void {}
  setTool(_tool: ToolId): void {}
  setBrushRadius(_radius: number): void {}
  setObjectsVisible(_visible: boolean): void {}

  select(_ids: Iterable<AnnotationId>): void {}
  setHovered(_id: AnnotationId | null): void {}
  /** Each of these is one undoable edit; locked objects are left out, except by setLocked. */
  setLabelOf(_ids: Iterable<AnnotationId>, _label: LabelId): void {}
  setHidden(_ids: Iterable<AnnotationId>, _hidden: boolean): void {}
  setLocked(_ids: Iterable<AnnotationId>, _locked: boolean): void {}
  deleteSelected(): void {}

  undo(): void {}
  redo(): void {}
  /** Sends the edits that could not be saved again, in order. */
  retrySaves(): void {}
  /** Resolves when nothing waits to be saved any more, or saving has failed. */
  settled(): Promise<void> {
    return Promise.resolve()
  }

  setViewSize(_size: Size): void {}
  fit(): void {}
  actualSize(): void {}
  /** Zooms by a factor around the middle of the view. */
  zoomBy(_factor: number): void {}

  pointerDown(_input: PointerInput): void {}
  pointerMove(_input: PointerInput): void {}
  pointerUp(_input: PointerInput): void {}
  pointerLeave(): void {}
  /** The system took the pointer away: the gesture is bailed out of. */
  pointerCancel(): void {}
  wheel(_input: WheelInput): void {}
  /** Whether the key meant something inside the current gesture, so that no shortcut should see it. */
  key(_input: KeyInput): boolean {
    return false
  }

  dispose(): void {}
}
