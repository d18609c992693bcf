import { serveEngine } from '../../../engine/process/utility'
import { realPorts } from '../../../engine/testing/realPorts'
import { memoryPair } from '../../../rpc/memoryPair'
import type { Port } from '../../../rpc/port'
import type { StartEngine } from '../engineHost'

/** The real engine in this process, with real worker threads; `crash` ends it as a signal would. */
export interface NodeEngine {
  readonly start: StartEngine
  crash(): void
}

/** Builds the workers; each start is an engine of its own. */
export async function nodeEngine(): Promise<NodeEngine> {
  const ports = await realPorts()
  let crash = (): void => undefined
  const start: StartEngine = () => {
    const { near, far, exit } = memoryPair()
    let alive = true
    // What it does while it ends is heard by nobody, as of a process that a signal ended.
    const port: Port = {
      ...far,
      post: (message, transfer) => alive && far.post(message, transfer),
      onMessage: (listener) => far.onMessage((message) => alive && listener(message))
    }
    const service = serveEngine(port, ports)
    crash = () => {
      if (!alive) return
      alive = false
      void service.call('shutdown', undefined).finally(() => exit(137))
    }
    return { ...near, kill: crash }
  }
  return { start, crash: () => crash() }
}
