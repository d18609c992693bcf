import { EngineError } from '@shared/engineError'
import { portToParent } from '../../../rpc/node/parentPort'
import { serve, type Handlers } from '../../../rpc/rpc'
import type { CommonCalls } from '../../models/loading'
import type { AnyWorkerCalls } from './workerLink'

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

/**
 * Serves this worker thread's calls one after the other: a session runs one thing at a time anyway. After the answer to
 * `stop` the thread has nothing left to wait for.
 */
export function serveThread<Calls extends AnyWorkerCalls>(handlers: Handlers<Calls>): void {
  const port = portToParent()
  const stop: Handlers<AnyWorkerCalls>['stop'] = () => {
    port.release?.()
    return undefined
  }
  serve<Calls>(port, { ...handlers, stop }, { oneAtATime: true })
}
