import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ProblemError, toProblem } from '@shared/schema/problem'
import type {
  JobTask,
  RunTask,
  TaskListener,
  TaskOf,
  TaskReports,
  ThreadMessage,
  ThreadOrder
} from './jobTask'

/** Does a task in a thread of its own, so that the window stays quick. @throws ProblemError */
export const runInThread: RunTask = <K extends JobTask['of']>(
  task: TaskOf<K>,
  signal: AbortSignal,
  listener: TaskListener
) =>
  new Promise<TaskReports[K]>((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'jobWorker.js'), { workerData: task })
    const order = (word: ThreadOrder): void => worker.postMessage(word)
    signal.addEventListener('abort', () => order('cancel'))
    worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') listener.progress(message.progress)
      else if (message.type === 'batch') {
        listener.deliver(message.batch).then(
          () => order('more'),
          (error: unknown) => {
            reject(ProblemError.from(toProblem(error)))
            order('cancel')
          }
        )
      } else if (message.type === 'done') resolve(message.report as TaskReports[K])
      else reject(ProblemError.from(message.problem))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      const reason = `its thread ended with code ${code}`
      const kind = task.of === 'import' || task.of === 'inspect' ? 'import-failed' : 'export-failed'
      reject(new ProblemError(kind, `The job failed: ${reason}`, { reason }))
    })
  })
