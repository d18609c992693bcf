import { ProblemError } from '@shared/schema/problem'
import { threadPort } from '../rpc/node/threadPort'
import { problemErrors } from '../rpc/problemErrors'
import { connect } from '../rpc/rpc'
import type { JobCalls, JobTask, RunTask, TaskListener, TaskNews, TaskOf, TaskReports } from './jobTask'

/** Does each task in a thread of its own, which a built `jobWorker` is. @throws ProblemError */
export function threadedBy(jobWorker: URL): RunTask {
  return async <K extends JobTask['of']>(task: TaskOf<K>, signal: AbortSignal, listener: TaskListener) => {
    signal.throwIfAborted()
    const remote = connect<JobCalls>(threadPort(jobWorker), {
      name: 'job',
      errors: problemErrors,
      onExit: ({ reason }) => failed(task, `its thread ended: ${reason}`)
    })
    const onNews = (news: TaskNews): void | Promise<void> =>
      'batch' in news ? listener.deliver(news.batch) : listener.progress(news.progress)
    return (await remote.call('run', task, { signal, onNews })) as TaskReports[K]
  }
}

/** Does a task in a thread, so that the window stays quick. */
export const runInThread = threadedBy(new URL('./jobWorker.js', import.meta.url))

function failed({ of }: JobTask, reason: string): ProblemError {
  const kind = of === 'import' || of === 'inspect' ? 'import-failed' : 'export-failed'
  return new ProblemError(kind, `The job failed: ${reason}`, { reason })
}
