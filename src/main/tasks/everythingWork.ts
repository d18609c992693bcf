import { resolveEverythingParams } from '@shared/everything/validate'
import type { TaskSettings } from '@shared/schema/task'
import type { InferenceService } from '../inference/inferenceService'
import type { ProjectStore } from '../project/projectStore'
import type { ProposalRuns } from '../proposals/proposalRuns'
import type { TaskWork } from './taskWork'

export interface EverythingWorkOptions {
  readonly store: ProjectStore
  readonly runs: Pick<ProposalRuns, 'runForTask' | 'whenFree'>
  readonly inference: Pick<InferenceService, 'ready' | 'modelId'>
}

/** Segments everything in each image, into its pool of proposals. */
export function everythingWork(
  { params: input, strategy, onlyWithout }: Extract<TaskSettings, { kind: 'everything' }>,
  { store, runs, inference }: EverythingWorkOptions
): TaskWork {
  const params = resolveEverythingParams(input)
  return {
    prepare: () => inference.ready(),
    isDone: (image) => {
      return (
        onlyWithout && store.proposals.isComplete(image, { modelId: inference.modelId, params, strategy })
      )
    },
    whenFree: () => runs.whenFree(),
    run: (image, signal) => runs.runForTask({ image, params: input, strategy }, signal)
  }
}
