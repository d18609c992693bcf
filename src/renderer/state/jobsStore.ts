import type { JobFinished, JobProgress, JobResult } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** One long task of main. */
export interface Job {
  readonly progress: JobProgress | null
  readonly result: JobResult | null
}

/** The jobs by id. An event may come before the call that started the job has returned. */
export type JobsState = ReadonlyMap<JobId, Job>

export interface JobsStore extends StoreApi<{ readonly jobs: JobsState }> {
  progress(progress: JobProgress): void
  finish(finished: JobFinished): void
}

/** A store without jobs. */
export function createJobsStore(): JobsStore {
  const store = createStore<{ jobs: JobsState }>(() => ({ jobs: new Map() }))
  const change = (id: JobId, fields: Partial<Job>): void => {
    const { jobs } = store.getState()
    const job = jobs.get(id) ?? { progress: null, result: null }
    store.setState({ jobs: new Map(jobs).set(id, { ...job, ...fields }) })
  }
  return {
    ...store,
    progress: (progress) => change(progress.job, { progress }),
    finish: ({ job, result }) => change(job, { result })
  }
}
