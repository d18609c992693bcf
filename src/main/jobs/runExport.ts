import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ExportReport } from '@shared/schema/export'
import { ProblemError } from '@shared/schema/problem'
import type { ExportMessage, ExportProgress, ExportTask } from './exportTask'

/** Runs an export in a thread of its own, so that the window stays quick. @throws ProblemError */
export function runExport(
  task: ExportTask,
  signal: AbortSignal,
  report: (progress: ExportProgress) => void
): Promise<ExportReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'exportWorker.js'), { workerData: task })
    signal.addEventListener('abort', () => worker.postMessage('cancel'))
    worker.on('message', (message: ExportMessage) => {
      if (message.type === 'progress') report(message.progress)
      else if (message.type === 'done') resolve(message.report)
      else reject(ProblemError.from(message.problem))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      const reason = `its thread ended with code ${code}`
      reject(new ProblemError('export-failed', `The export failed: ${reason}`, { reason }))
    })
  })
}
