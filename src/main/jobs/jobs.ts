import type { JobDone, JobFinished, JobKind, JobProgress, JobReports, JobResult } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { ProblemError, toProblem } from '@shared/schema/problem'
import { nanoid } from 'nanoid'

/** What a job reports on its way; the id is added here. */
export type ReportProgress = (progress: Omit<JobProgress, 'job'>) => void

/** The work of a job. It ends early, with the signal's reason, when the signal is aborted. */
export type JobWork<K extends JobKind> = (
  signal: AbortSignal,
  report: ReportProgress
) => Promise<JobReports[K]>

interface JobListener {
  progress(progress: JobProgress): void
  finished(finished: JobFinished): void
}

/** The work that goes on beside the window: each job has an id, progress, and can be cancelled. */
export class Jobs {
  private readonly running = new Map<
    JobId,
    { readonly abort: AbortController; readonly done: Promise<void> }
  >()
  private readonly results = new Map<JobId, JobResult>()

  constructor(private readonly listener: JobListener) {}

  /** Starts the work at once. */
  start<K extends JobKind>(of: K, work: JobWork<K>): JobId {
    const job = nanoid<JobId>()
    const abort = new AbortController()
    const done = this.run(job, of, work, abort.signal)
    this.running.set(job, { abort, done })
    return job
  }

  /** Asks a job to end; nothing happens when it has ended already. */
  cancel(job: JobId): void {
    this.running.get(job)?.abort.abort(new ProblemError('cancelled', 'The job was cancelled', {}))
  }

  /** How a job ended, while it is remembered. */
  result(job: JobId): JobResult | undefined {
    return this.results.get(job)
  }

  /** Cancels everything and waits until it has ended. */
  async dispose(): Promise<void> {
    const jobs = [...this.running.entries()]
    for (const [job] of jobs) this.cancel(job)
    await Promise.all(jobs.map(([, { done }]) => done))
  }

  private async run<K extends JobKind>(
    job: JobId,
    of: K,
    work: JobWork<K>,
    signal: AbortSignal
  ): Promise<void> {
    // The caller must know the id before the first event arrives.
    await Promise.resolve()
    const begun = signal.aborted
      ? Promise.reject(toError(signal.reason))
      : work(signal, (progress) => this.listener.progress({ job, ...progress }))
    const result = await begun.then(
      (report): JobResult => ({ kind: 'done', of, report }) as JobDone,
      (error: unknown): JobResult => {
        const problem = toProblem(error)
        return signal.aborted || problem.kind === 'cancelled'
          ? { kind: 'cancelled' }
          : { kind: 'failed', problem }
      }
    )
    this.running.delete(job)
    this.results.set(job, result)
    this.listener.finished({ job, result })
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
