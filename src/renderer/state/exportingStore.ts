import type { FormatDescription } from '@shared/schema/exporting'
import type { JobId } from '@shared/schema/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { initialForm, type ExportForm } from './exportingForm'

/** The export dialog, also while it is closed: a problem may lead away from it for a while. */
export interface ExportingState {
  readonly form: ExportForm
  /** What is to be written, or what is better put right before. */
  readonly page: 'form' | 'problems'
  /** The export that runs or has ended, as long as its page is shown. */
  readonly job: JobId | null
  /** Null until main has told them. */
  readonly formats: readonly FormatDescription[] | null
}

export interface ExportingStore extends StoreApi<ExportingState> {
  change(fields: Partial<ExportForm>): void
  /** Another project: nothing is filled in. */
  reset(): void
}

/** A store with nothing filled in. */
export function createExportingStore(): ExportingStore {
  const empty = { form: initialForm, page: 'form', job: null } as const
  const store = createStore<ExportingState>(() => ({ ...empty, formats: null }))
  return {
    ...store,
    change: (fields) => store.setState(({ form }) => ({ form: { ...form, ...fields } })),
    reset: () => store.setState(empty)
  }
}
