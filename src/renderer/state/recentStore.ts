import type { Bootstrap, RecentProject } from '@shared/ipc/views'
import { createStore, type StoreApi } from 'zustand/vanilla'

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
