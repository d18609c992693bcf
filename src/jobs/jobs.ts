import type { JobView, ListedJobKind } from '@shared/ipc/jobView'
import type { JobDone, JobFinished, JobKind, JobProgress, JobReports, JobResult } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { ProblemError, toProblem } from '@shared/schema/problem'
import { nanoid } from 'nanoid'

/** What a job reports on its way; the id is added here. */
type ReportProgress = (progress: Omit<JobProgress, 'job'>) => void

/** The work of a job. It ends early, with the signal's reason, when the signal is aborted. */
export type JobWork<K extends JobKind> = (
  signal: AbortSignal,
  report: ReportProgress
) => Promise<JobReports[K]>

export interface JobListener {
  progress(progress: JobProgress): void
  finished(finished: JobFinished): void
  /** The list of jobs, or one of them, changed. */
  changed?(jobs: readonly JobView[]): void
}

/** A job that has a life of its own, such as one that is kept in the project and goes on after a restart. */
export interface AttachedJob {
  readonly id: JobId
  /** Null while there is none. */
  view(): JobView | null
  pause(): Promise<void> | void
  resume(): Promise<void> | void
  cancel(): Promise<void> | void
  dismiss(): Promise<void> | void
}

/** How an attached job says that it changed, and that it is gone. */
export interface Attachment {
  changed(): void
  detach(): void
}

/** Jobs that are listed; the others answer a question of a dialog while somebody looks at it. */
const listed: readonly JobKind[] = ['import', 'export', 'clear-caches'] satisfies ListedJobKind[]
const isListed = (kind: JobKind): kind is JobKind & ListedJobKind => listed.includes(kind)

/** So many jobs that have ended are listed, and the results of so many remembered. */
const MAX_ENDED = 20

interface Running {
  readonly abort: AbortController
  readonly done: Promise<void>
}

/**
 * All work in the background: each job has an id, progress, and can be canceled; those that can pause say so in their
 * view. What one is about, and whether it may begin, is decided by whoever starts it.
 */
export class Jobs {
  readonly #running = new Map<JobId, Running>()
  readonly #results = new Map<JobId, JobResult>()
  readonly #views = new Map<JobId, JobView>()
  readonly #attached = new Map<JobId, AttachedJob>()

  constructor(private readonly listener: JobListener) {}

  /** Starts the work at once. */
  start<K extends JobKind>(of: K, work: JobWork<K>): JobId {
    const job = nanoid<JobId>()
    const abort = new AbortController()
    if (isListed(of)) this.#views.set(job, begun(job, of))
    const done = this.#run(job, of, work, abort.signal)
    this.#running.set(job, { abort, done })
    return job
  }

  /** Lists a job that is started and kept elsewhere. */
  attach(job: AttachedJob): Attachment {
    this.#attached.set(job.id, job)
    if (job.view() !== null) this.#changed()
    return {
      changed: () => {
        if (this.#attached.get(job.id) === job) this.#changed()
      },
      detach: () => {
        if (this.#attached.get(job.id) !== job) return
        this.#attached.delete(job.id)
        this.#changed()
      }
    }
  }

  /** The jobs that go on or have ended, the oldest first. */
  list(): readonly JobView[] {
    return [...this.#views.values(), ...[...this.#attached.values()].flatMap((job) => job.view() ?? [])]
  }

  /** @throws ProblemError 'bad-input' where the job cannot be paused */
  async pause(job: JobId): Promise<void> {
    await this.#withActions(job, 'pause')?.pause()
  }

  async resume(job: JobId): Promise<void> {
    await this.#withActions(job, 'resume')?.resume()
  }

  /** Asks a job to end; nothing happens when it has ended already. */
  async cancel(job: JobId): Promise<void> {
    this.#abort(job)
    await this.#attached.get(job)?.cancel()
  }

  /** Takes a job that has ended off the list; its result is still known. */
  async dismiss(job: JobId): Promise<void> {
    await this.#attached.get(job)?.dismiss()
    if (!this.#running.has(job) && this.#views.delete(job)) this.#changed()
  }

  /** How a job ended, while it is remembered. */
  result(job: JobId): JobResult | undefined {
    return this.#results.get(job)
  }

  /** Cancels everything that was started here and waits until it has ended. */
  async dispose(): Promise<void> {
    const jobs = [...this.#running.entries()]
    for (const [job] of jobs) this.#abort(job)
    await Promise.all(jobs.map(([, { done }]) => done))
  }

  #abort(job: JobId): void {
    this.#running.get(job)?.abort.abort(new ProblemError('cancelled', 'The job was cancelled', {}))
  }

  #withActions(id: JobId, action: 'pause' | 'resume'): AttachedJob | undefined {
    const job = this.#attached.get(id)
    if (job === undefined && this.#running.has(id)) {
      throw new ProblemError('bad-input', `This job cannot ${action}`, { reason: `no ${action}` })
    }
    return job
  }

  #changed(): void {
    this.listener.changed?.(this.list())
  }

  #change(job: JobId, fields: Partial<JobView>): void {
    const view = this.#views.get(job)
    if (view === undefined) return
    this.#views.set(job, { ...view, ...fields })
    const ended = [...this.#views.values()].filter(({ state }) => state !== 'running')
    for (const { id } of ended.slice(0, -MAX_ENDED)) this.#views.delete(id)
    this.#changed()
  }

  #progress(progress: JobProgress): void {
    this.listener.progress(progress)
    const { job, phase, done, total } = progress
    this.#change(job, { phase, done, total })
  }

  /** A dialog may come back to an export that has ended; the answers to its questions are sent and done with. */
  #remember(job: JobId, result: JobResult): void {
    this.#results.set(job, result)
    const [oldest] = this.#results.keys()
    if (this.#results.size > MAX_ENDED && oldest !== undefined) this.#results.delete(oldest)
  }

  async #run<K extends JobKind>(job: JobId, of: K, work: JobWork<K>, signal: AbortSignal): Promise<void> {
    // The caller must know the id before the first event arrives.
    await Promise.resolve()
    this.#change(job, {})
    const begun = signal.aborted
      ? Promise.reject(toError(signal.reason))
      : work(signal, (progress) => this.#progress({ job, ...progress }))
    const result = await begun.then(
      (report): JobResult => ({ kind: 'done', of, report }) as JobDone,
      (error: unknown): JobResult => {
        const problem = toProblem(error)
        return signal.aborted || problem.kind === 'cancelled'
          ? { kind: 'cancelled' }
          : { kind: 'failed', problem }
      }
    )
    this.#running.delete(job)
    if (isListed(of)) this.#remember(job, result)
    this.listener.finished({ job, result })
    this.#change(job, endOf(result))
  }
}

function begun(id: JobId, kind: ListedJobKind): JobView {
  const progress = { phase: 'preparing', done: 0, total: 0, current: null, secondsLeft: null } as const
  return { id, kind, state: 'running', ...progress, problems: [], problemCount: 0, actions: ['cancel'] }
}

function endOf(result: JobResult): Partial<JobView> {
  const ended = { phase: null, actions: ['dismiss'] } as const
  if (result.kind === 'cancelled') return { ...ended, state: 'canceled' }
  if (result.kind === 'done') return { ...ended, state: 'finished' }
  const problems = [{ image: null, path: null, problem: result.problem }]
  return { ...ended, state: 'failed', problems, problemCount: 1 }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
