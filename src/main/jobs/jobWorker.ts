import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '@shared/schema/problem'
import { problemOf } from '../inference/engine/engineProblem'
import type { ImportBatch, JobTask, ThreadMessage, ThreadOrder } from './jobTask'
import { doTask } from './doTask'

const abort = new AbortController()
/** Batches that main has taken are answered in their order. */
const waiting: (() => void)[] = []
parentPort?.on('message', (order: ThreadOrder) => {
  if (order === 'more') waiting.shift()?.()
  else abort.abort(new ProblemError('cancelled', 'The job was cancelled', {}))
})

const say = (message: ThreadMessage): void => parentPort?.postMessage(message)

const deliver = (batch: ImportBatch): Promise<void> =>
  new Promise((resolve, reject) => {
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason as Error), { once: true })
    waiting.push(resolve)
    say({ type: 'batch', batch })
  })

doTask(workerData as JobTask, abort.signal, {
  progress: (progress) => say({ type: 'progress', progress }),
  deliver
})
  .then(
    (report) => say({ type: 'done', report }),
    (error: unknown) => say({ type: 'failed', problem: problemOf(error) })
  )
  .finally(() => parentPort?.close())
