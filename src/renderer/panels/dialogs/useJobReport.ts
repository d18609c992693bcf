import { useEffect, useState } from 'react'
import type { JobKind, JobReports } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { toProblem, type Problem } from '@shared/schema/problem'
import { useApp } from '../../state/context'
import { runJob } from '../../state/jobReport'

/** How long nothing must change before a job is started, in milliseconds. */
const calm = 250

/** Starts a job; a new function means another question. */
export type AskJob = () => Promise<{ readonly job: JobId }>

/** What a job answered. */
export interface JobAnswer<K extends JobKind> {
  /** The last report, also while a newer one is on its way. */
  readonly report: JobReports[K] | null
  readonly problem: Problem | null
  readonly waiting: boolean
  /** The job that is waited for, once it has begun. */
  readonly job: JobId | null
}

/** The answer to a question that follows a form; an older question's job is cancelled. Null asks nothing. */
export function useJobReport<K extends JobKind>(kind: K, ask: AskJob | null): JobAnswer<K> {
  const { client, stores } = useApp()
  const [answer, setAnswer] = useState<{
    readonly to: AskJob | null
    readonly report: JobReports[K] | null
    readonly problem: Problem | null
  }>({ to: null, report: null, problem: null })
  const [job, setJob] = useState<JobId | null>(null)
  useEffect(() => {
    if (ask === null) return
    const control = new AbortController()
    const start = async (): Promise<{ readonly job: JobId }> => {
      const started = await ask()
      if (!control.signal.aborted) setJob(started.job)
      return started
    }
    const run = (): void =>
      void runJob({ client, jobs: stores.jobs }, kind, start, control.signal).then(
        (report) => {
          if (!control.signal.aborted) setAnswer({ to: ask, report, problem: null })
        },
        (error: unknown) => {
          if (!control.signal.aborted) setAnswer({ to: ask, report: null, problem: toProblem(error) })
        }
      )
    const timer = setTimeout(run, calm)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [client, stores, kind, ask])
  return {
    report: answer.report,
    problem: answer.to === ask ? answer.problem : null,
    waiting: ask !== null && answer.to !== ask,
    job: ask !== null && answer.to !== ask ? job : null
  }
}
