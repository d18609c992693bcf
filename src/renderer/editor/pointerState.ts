import type { ViewPoint } from '@shared/geometry/spaces'
import type { AnnotationId } from '@shared/schema/ids'
import type { StoreApi } from 'zustand/vanilla'
import type { EditorState } from './editorState'

/**
 * Where the pointer is and what lies under it. It changes with every movement, so it has a store of its own: what
 * listens to the editor's state does not hear of it.
 */
export interface PointerState {
  /** The pointer over the canvas, in view pixels. */
  readonly pointer: ViewPoint | null
  /** The object under the pointer, on the canvas or in the list. */
  readonly hovered: AnnotationId | null
}

/** What the editor's parts may do with the pointer's state. */
export type PointerAccess = Pick<StoreApi<PointerState>, 'getState' | 'setState'>

/** The state while the pointer is elsewhere. */
export const noPointer: PointerState = { pointer: null, hovered: null }

/** What the editor's parts may do with the published state. */
export type StateAccess = Pick<StoreApi<EditorState>, 'getState' | 'setState'>

/** Reading the pointer, and listening to it. */
export type PointerStore = Pick<StoreApi<PointerState>, 'getState' | 'getInitialState' | 'subscribe'>
