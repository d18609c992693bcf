import {
  defaultEverythingParams,
  everythingRanges,
  type EverythingNumber,
  type EverythingParams
} from '@shared/segment/params'
import type { ProposalPool } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { Problem } from '@shared/schema/problem'
import type { EverythingStrategy, RunId } from '@shared/schema/proposal'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The numbers of the settings; points of one's own are for the command line. */
export type EverythingNumbers = Pick<EverythingParams, EverythingNumber>

/** The numbers among settings. */
export function numbersOf(params: EverythingParams): EverythingNumbers {
  const names = Object.keys(everythingRanges) as EverythingNumber[]
  return Object.fromEntries(names.map((name) => [name, params[name]])) as EverythingNumbers
}

/** With what the next run segments. */
export interface RunSettings {
  readonly params: EverythingNumbers
  readonly strategy: EverythingStrategy
}

/** The pool of the image that is shown. */
export interface ProposalsState {
  /** The image that the rest is about. */
  readonly image: ImageId | null
  /** Null until it is known whether there is a pool. */
  readonly loaded: boolean
  readonly pool: ProposalPool | null
  /** The run that was begun here and has not delivered yet. */
  readonly awaited: RunId | 'starting' | null
  /** Why the last run of this image ended early. */
  readonly problem: Problem | null
  /** The pool was put away just now and can be brought back. */
  readonly discarded: boolean
  readonly settings: RunSettings
}
export type ProposalsStore = StoreApi<ProposalsState>

/** No image, no pool; what the next run is set to is another matter. */
export const noProposals: Omit<ProposalsState, 'settings'> = {
  image: null,
  loaded: false,
  pool: null,
  awaited: null,
  problem: null,
  discarded: false
}

/** A store without a pool. */
export function createProposalsStore(): ProposalsStore {
  return createStore<ProposalsState>(() => ({
    ...noProposals,
    settings: { params: numbersOf(defaultEverythingParams), strategy: 'fast' }
  }))
}

/** Whether a run of the shown image is under way. */
export function isRunning({ pool, awaited }: ProposalsState): boolean {
  return awaited !== null || pool?.state === 'running'
}
