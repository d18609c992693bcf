import type { ModelsView } from '@shared/schema/models'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The model library as main last described it; null until it has been asked for. */
export type ModelsStore = StoreApi<{ readonly view: ModelsView | null }>

/** A store that knows nothing yet. */
export function createModelsStore(): ModelsStore {
  return createStore<{ view: ModelsView | null }>(() => ({ view: null }))
}
