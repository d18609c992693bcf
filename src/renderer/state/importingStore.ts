import type { ImportHistory } from '@shared/schema/importing'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The import that can be taken back, and the one that can be done again. */
export type ImportingStore = StoreApi<ImportHistory>

/** What a project without imports has. */
export const noImports: ImportHistory = { undo: null, redo: null }

/** A store without imports. */
export function createImportingStore(): ImportingStore {
  return createStore(() => noImports)
}
