import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '@shared/schema/problem'
import { problemOf } from '../inference/engine/engineProblem'
import type { ImportBatch, JobTask, ThreadMessage, ThreadOrder } from './jobTask'
import { doTask } from './doTask'
import { pacedProgress } from './pacedProgress'

const abort = new AbortController()
/** Batches that main has not taken yet, in their order. */
const waiting: { readonly taken: () => void; readonly cancelled: (reason: Error) => void }[] = []
parentPort?.on('message', (order: ThreadOrder) => {
  if (order === 'more') return waiting.shift()?.taken()
  const reason = new ProblemError('cancelled', 'The job was cancelled', {})
  abort.abort(reason)
  for (const { cancelled } of waiting.splice(0)) cancelled(reason)
})

const say = (message: ThreadMessage): void => parentPort?.postMessage(message)

const deliver = (batch: ImportBatch): Promise<void> =>
  new Promise((taken, cancelled) => {
    waiting.push({ taken, cancelled })
    say({ type: 'batch', batch })
  })

doTask(workerData as JobTask, abort.signal, {
  progress: pacedProgress((progress) => say({ type: 'progress', progress })),
  deliver
})
  .then(
    (report) => say({ type: 'done', report }),
    (error: unknown) => say({ type: 'failed', problem: problemOf(error) })
  )
  .finally(() => parentPort?.close())
