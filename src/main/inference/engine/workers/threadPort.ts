import { Worker } from 'node:worker_threads'
import type { PortFactory, WorkerPort } from './port'

/** Starts real threads from a built file. */
export function threadPorts(file: URL): PortFactory {
  return () => {
    const worker = new Worker(file)
    const port: WorkerPort = {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      onMessage: (listener) => void worker.on('message', listener),
      onExit: (listener) => {
        let reason = ''
        worker.on('error', (error) => {
          reason = error instanceof Error ? error.message : String(error)
        })
        worker.on('exit', (code) => listener(reason === '' ? `exit code ${code}` : reason))
      }
    }
    return port
  }
}
