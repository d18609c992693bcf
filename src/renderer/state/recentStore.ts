import type { RecentProject } from '@shared/ipc/views'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The projects that were opened lately, newest first. */
export type RecentStore = StoreApi<{ readonly recent: readonly RecentProject[] }>

/** A store with the projects that the window began with. */
export function createRecentStore(recent: readonly RecentProject[]): RecentStore {
  return createStore(() => ({ recent }))
}
