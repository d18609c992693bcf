import type { StoreApi } from 'zustand/vanilla'
import type { EditorState } from './editorState'

/** What the editor's parts may do with the published state. */
export type StateAccess = Pick<StoreApi<EditorState>, 'getState' | 'setState'>
