import type { Difference } from '@shared/autoAnnotate/differences'
import type { ImageId } from '@shared/schema/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** One entry of the work list. */
export interface DifferenceEntry {
  readonly key: string
  readonly image: ImageId
  readonly difference: Difference
}

/** An entry that went, and where it was. */
interface DecidedEntry {
  readonly entry: DifferenceEntry
  /** Its place in the list. */
  readonly place: number
  /** Its place among those of its image. */
  readonly at: number
}

/** What a model and the labels do not agree on, as far as nobody has decided about it. */
export interface DifferencesState {
  readonly entries: readonly DifferenceEntry[]
  /** The entry that the canvas shows. */
  readonly current: DifferenceEntry | null
  /** Where in the list the user is, or was when an entry went away: the next one stands there. */
  readonly place: number
  /** What was decided since the list was opened, the last one last, so that it can be brought back. */
  readonly decided: readonly DecidedEntry[]
  /** One is being outlined. */
  readonly taking: boolean
}
export type DifferencesStore = StoreApi<DifferencesState>

/** An empty list. */
export const noDifferences: DifferencesState = {
  entries: [],
  current: null,
  place: -1,
  decided: [],
  taking: false
}

/** A store without entries. */
export function createDifferencesStore(): DifferencesStore {
  return createStore<DifferencesState>(() => noDifferences)
}

/** Whether an entry can be taken over: the model has an object, or another class, to give. */
export function isTakeable({ current, taking }: DifferencesState): boolean {
  const kind = current?.difference.kind
  return !taking && (kind === 'unlabelled' || kind === 'class')
}
