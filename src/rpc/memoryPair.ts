import type { ChildPort, Exit, Port, PortFactory } from './port'
import { serve, type Handlers } from './rpc'

/** Two connected ports in one thread, for tests and for an engine in this process. */
export interface MemoryPair {
  /** The owner's end. */
  readonly near: ChildPort
  /** The end of the thread or process that the pair stands for. */
  readonly far: Port
  /** That thread or process ends; from then on nothing arrives anywhere. */
  readonly exit: (code?: number) => void
}

/** Messages are cloned, and what is transferred is moved, as between threads; they arrive a microtask later. */
export function memoryPair(): MemoryPair {
  let alive = true
  const [near, far] = [new Inbox(), new Inbox()]
  let onExit: ((exit: Exit) => void) | undefined
  const end = (own: Inbox, receiver: Inbox): Omit<Port, 'onExit'> => ({
    post: (message, transfer = []) => {
      const copy: unknown = structuredClone(message, { transfer: transfer as ArrayBuffer[] })
      queueMicrotask(() => {
        if (alive) receiver.put(copy)
      })
    },
    onMessage: (listener) => own.listen(listener)
  })
  const exit = (code = 9): void => {
    if (!alive) return
    alive = false
    queueMicrotask(() => onExit?.({ code, reason: `exit code ${code}` }))
  }
  return {
    near: {
      ...end(near, far),
      onExit: (listener) => {
        onExit = listener
      },
      kill: () => exit(),
      pid: undefined
    },
    far: { ...end(far, near), onExit: () => undefined },
    exit
  }
}

/** What has arrived at an end. */
class Inbox {
  private listener: ((message: unknown) => void) | undefined
  private readonly waiting: unknown[] = []

  put(message: unknown): void {
    if (this.listener) this.listener(message)
    else this.waiting.push(message)
  }

  listen(listener: (message: unknown) => void): void {
    this.listener = listener
    for (const message of this.waiting.splice(0)) listener(message)
  }
}

/** Workers in this thread, for tests of what is around them. `exit` ends the worker as a crash would. */
export function localPorts<Calls>(handlers: (exit: () => void) => Handlers<Calls>): PortFactory {
  return () => {
    const { near, far, exit } = memoryPair()
    serve(far, handlers(exit), { oneAtATime: true })
    return near
  }
}
