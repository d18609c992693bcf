import type { ImageId } from '@shared/schema/ids'
import type { Problem } from '@shared/schema/problem'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Editor } from '../editor/editor'

/** The editor of the opened project, and which image it shows. */
export interface SessionState {
  /** Null while no project is open. */
  readonly editor: Editor | null
  /** The image that was asked for last; the editor may still be waiting for it. */
  readonly current: ImageId | null
  readonly opening: boolean
  /** Why the current image cannot be shown. */
  readonly failure: Problem | null
}
export type SessionStore = StoreApi<SessionState>

export const noSession: SessionState = { editor: null, current: null, opening: false, failure: null }

/** A store without an editor. */
export function createSessionStore(): SessionStore {
  return createStore<SessionState>(() => noSession)
}
