import { Worker, type Transferable } from 'node:worker_threads'
import type { Port, PortFactory } from '../port'

/** Starts a thread from a built file. */
export function threadPort(file: URL): Port {
  const worker = new Worker(file)
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer as readonly Transferable[]),
    onMessage: (listener) => void worker.on('message', listener),
    onExit: (listener) => {
      let reason = ''
      worker.on('error', (error) => {
        reason = error instanceof Error ? error.message : String(error)
      })
      worker.on('exit', (code) => listener({ code, reason: reason === '' ? `exit code ${code}` : reason }))
    }
  }
}

/** Starts one thread after the other from a built file. */
export function threadPorts(file: URL): PortFactory {
  return () => threadPort(file)
}
