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

/** What the run-time says where a device is missing, and the code for which the interface has words. */
const known: readonly (readonly [says: RegExp, code: string])[] = [
  [/WebGPU adapter|No supported adapters/i, 'no-adapter'],
  [/libcu\w+|cudnn|cublas|Provider_Cuda|CUDA .*(?:not found|not installed|require)/i, 'no-cuda'],
  [/cannot open shared object|LoadLibrary failed|Failed to load (?:shared )?library/i, 'no-library']
]

/** Why a model does not run on a device: a code, or the run-time's own words without the place in its source. */
export function deviceReason(says: string): string {
  const code = known.find(([pattern]) => pattern.test(says))?.[1]
  if (code !== undefined) return code
  const [line = ''] = says.split('\n')
  return line
    .replace(/^(?:cpu|webgpu|cuda|dml|coreml): /, '')
    .replace(/^.* was false\. /, '')
    .slice(0, 300)
}
