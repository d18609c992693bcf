import { resolveEverythingParams } from '@shared/segment/validate'
import type { TaskSettings } from '@shared/schema/task'
import type { JobEngine, JobRuns } from './services'
import type { ProjectStore } from '../../store/projectStore'
import type { TaskWork } from './folderTask'

export interface EverythingWorkOptions {
  readonly store: ProjectStore
  readonly runs: JobRuns
  readonly inference: Pick<JobEngine, 'ready' | 'modelId'>
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
