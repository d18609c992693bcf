import type { ImageId } from '@shared/schema/ids'
import type { Problem } from '@shared/schema/problem'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Editor } from '../editor/editor'
import type { EngineView, Bootstrap, RecentProject } from '@shared/ipc/views'
import type { ImportHistory } from '@shared/schema/importing'
import type { ModelsView } from '@shared/schema/models'

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

/** The inference engine as main last described it. */
export type EngineStore = StoreApi<EngineView>

const unknown: EngineView = {
  activity: 'starting',
  modelName: null,
  device: null,
  capabilities: null,
  image: null,
  ahead: { done: 0, total: 0 },
  problem: null
}

/** A store that takes the engine to be starting. */
export function createEngineStore(): EngineStore {
  return createStore<EngineView>(() => unknown)
}

/** The import that can be taken back, and the one that can be done again. */
export type ImportingStore = StoreApi<ImportHistory>

/** What a project without imports has. */
export const noImports: ImportHistory = { undo: null, redo: null }

/** A store without imports. */
export function createImportingStore(): ImportingStore {
  return createStore(() => noImports)
}

/** The model library as main last described it; null until it has been asked for. */
export type ModelsStore = StoreApi<{ readonly view: ModelsView | null }>

/** A store that knows nothing yet. */
export function createModelsStore(): ModelsStore {
  return createStore<{ view: ModelsView | null }>(() => ({ view: null }))
}

/** The projects that were opened lately, newest first, and the one that the start did not open again. */
export type RecentStore = StoreApi<{
  readonly recent: readonly RecentProject[]
  /** Null as well once a project is open. */
  readonly heldBack: RecentProject | null
}>

/** A store with the projects that the window began with. */
export function createRecentStore({ recent, heldBack }: Pick<Bootstrap, 'recent' | 'heldBack'>): RecentStore {
  return createStore(() => ({ recent, heldBack }))
}
