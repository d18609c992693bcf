import { parentPort } from 'node:worker_threads'
import { EngineError } from '../errors'
import type { CommonCalls, Handlers, WorkerReply, WorkerRequest } from './messages'
import { serveCalls } from './serve'

/** Handlers of the calls that both workers share, but for loading. */
export function commonHandlers(exit: () => void): Omit<Handlers<CommonCalls>, 'load'> {
  return {
    crash() {
      requireTestMode()
      exit()
      return Promise.resolve(undefined)
    },
    hang({ ms }) {
      requireTestMode()
      blockThread(ms)
      return Promise.resolve(undefined)
    },
    stop: () => Promise.resolve(undefined)
  }
}

/**
 * Crashing and hanging on request is for the tests only.
 * @throws EngineError internal.
 */
export function requireTestMode(): void {
  if (process.env.MASKWRIGHT_TEST !== '1') throw new EngineError('internal', 'Only in tests')
}

/** Stops the thread as a native call would: no timer, no message is handled meanwhile. */
export function blockThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** Serves this worker thread's calls; after the answer to `stop` the thread has nothing left to wait for. */
export function serveThread(handlers: Readonly<Record<string, (params: never) => Promise<unknown>>>): void {
  const port = parentPort
  if (!port) throw new Error('This file runs as a worker thread')
  const serve = serveCalls(handlers, (reply: WorkerReply) => port.postMessage(reply))
  port.on('message', (request: WorkerRequest) => {
    serve(request)
    if (request.method === 'stop') port.unref()
  })
}
