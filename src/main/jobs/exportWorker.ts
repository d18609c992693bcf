import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '@shared/schema/problem'
import { problemOf } from '../inference/engine/engineProblem'
import { exportProject } from './exportProject'
import type { ExportMessage, ExportTask } from './exportTask'

const abort = new AbortController()
parentPort?.once('message', () => abort.abort(new ProblemError('cancelled', 'The export was cancelled', {})))

const say = (message: ExportMessage): void => parentPort?.postMessage(message)

exportProject(workerData as ExportTask, abort.signal, (progress) => say({ type: 'progress', progress }))
  .then(
    (report) => say({ type: 'done', report }),
    (error: unknown) => say({ type: 'failed', problem: problemOf(error) })
  )
  .finally(() => parentPort?.close())
