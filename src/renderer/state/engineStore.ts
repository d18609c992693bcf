import type { EngineView } from '@shared/ipc/views'
import { createStore, type StoreApi } from 'zustand/vanilla'

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
