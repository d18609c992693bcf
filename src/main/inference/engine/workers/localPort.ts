import type { WorkerReply, WorkerRequest } from './messages'
import type { PortFactory } from './port'
import { serveCalls } from './serve'

type AnyHandlers = Readonly<Record<string, (params: never) => Promise<unknown>>>

/** Workers in the same thread, for tests of what is around them. Arguments are passed as they are. */
export function localPorts(handlers: (exit: () => void) => AnyHandlers): PortFactory {
  return () => {
    let alive = true
    let onMessage: (message: WorkerReply) => void = () => undefined
    let onExit: (reason: string) => void = () => undefined
    const exit = (): void => {
      alive = false
      queueMicrotask(() => onExit('exit code 9'))
    }
    const serve = serveCalls(handlers(exit), (reply) => {
      if (alive) onMessage(reply)
    })
    return {
      post: (message) => {
        queueMicrotask(() => serve(message as WorkerRequest))
      },
      onMessage: (listener) => {
        onMessage = listener
      },
      onExit: (listener) => {
        onExit = listener
      }
    }
  }
}
