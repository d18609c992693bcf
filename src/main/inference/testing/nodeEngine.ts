import { EngineService } from '../engine/service'
import { answerRequests } from '../engine/connection'
import type { EngineMessage } from '../engine/protocol'
import { realPorts } from '../engine/testing/realPorts'
import type { StartEngine } from '../engineLink'

/** The real engine in this process, with real worker threads; `crash` ends it as a signal would. */
export interface NodeEngine {
  readonly start: StartEngine
  crash(): void
}

/** Builds the workers; each start is an engine of its own. */
export async function nodeEngine(): Promise<NodeEngine> {
  const ports = await realPorts()
  let crash = (): void => undefined
  const start: StartEngine = (listener) => {
    let alive = true
    const post = (message: EngineMessage): void => {
      queueMicrotask(() => {
        if (alive) listener.message(message)
      })
    }
    const service = new EngineService({ ...ports, emit: (event) => post({ type: 'event', event }) })
    const answer = answerRequests(service, post)
    crash = () => {
      if (!alive) return
      alive = false
      void service.call('shutdown', undefined).finally(() => listener.exit(137))
    }
    post({ type: 'event', event: { name: 'ready' } })
    return {
      post: (request) => {
        if (alive) answer(request)
      },
      kill: crash
    }
  }
  return { start, crash: () => crash() }
}
