import type { JobView } from '@shared/ipc/jobView'
import type { JobFinished, JobProgress, JobResult } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** One long task of main. */
export interface Job {
  readonly progress: JobProgress | null
  readonly result: JobResult | null
}

/** The jobs by id. An event may come before the call that started the job has returned. */
type JobsState = ReadonlyMap<JobId, Job>

/** What is known of jobs: progress and results by id, and what is listed of them. */
interface JobsContent {
  readonly jobs: JobsState
  /** The oldest first. */
  readonly list: readonly JobView[]
}

export interface JobsStore extends StoreApi<JobsContent> {
  progress(progress: JobProgress): void
  finish(finished: JobFinished): void
}

/** A store that knows the list of jobs, and nothing of their results. */
export function createJobsStore(list: readonly JobView[] = []): JobsStore {
  const store = createStore<JobsContent>(() => ({ jobs: new Map(), list }))
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
