import type { Device } from '@shared/schema/models'
import type { PromptableModel } from './modelFiles'
import type { AnyWorkerCalls, LoadReply } from '../process/workers/workerLink'

/** Which model a worker is to load. */
export interface LoadParams extends PromptableModel {
  readonly threads: number
  /** The processor when it is left out. */
  readonly device?: Device | undefined
}

/** Calls that both workers answer. */
export type CommonCalls = Omit<AnyWorkerCalls, 'load'> & {
  load: { params: LoadParams; result: LoadReply }
}
