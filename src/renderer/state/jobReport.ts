import type { JobKind, JobReports, JobResult } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'
import type { Client } from '../api/client'
import type { JobsStore } from './jobsStore'

/** The report of a result, or null while there is none of that kind. */
export function reportIn<K extends JobKind>(
  result: JobResult | null | undefined,
  kind: K
): JobReports[K] | null {
  // The kind says which report it is; the compiler cannot follow that through a type parameter.
  return result?.kind === 'done' && result.of === kind ? (result.report as JobReports[K]) : null
}

/**
 * Runs a job to its report. When the signal is aborted the job is cancelled.
 * @throws ProblemError when the job could not be started, failed, or was cancelled ('cancelled')
 */
export async function runJob<K extends JobKind>(
  { client, jobs }: { readonly client: Client; readonly jobs: JobsStore },
  kind: K,
  start: () => Promise<{ readonly job: JobId }>,
  signal: AbortSignal
): Promise<JobReports[K]> {
  const { job } = await start()
  const cancel = (): void => void client.call('jobs.cancel', { job }).catch(() => undefined)
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const result = await resultOf(jobs, job)
    const report = reportIn(result, kind)
    if (report !== null) return report
    if (result.kind === 'failed') throw ProblemError.from(result.problem)
    throw new ProblemError('cancelled', 'The job was cancelled.', {})
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function resultOf(jobs: JobsStore, job: JobId): Promise<JobResult> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const result = jobs.getState().jobs.get(job)?.result ?? null
      if (result !== null) resolve(result)
      return result !== null
    }
    if (look()) return
    const end = jobs.subscribe(() => {
      if (look()) end()
    })
  })
}
