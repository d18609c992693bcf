import { EngineError } from '@shared/engineError'
import type {
  CallerMessage,
  CallNews,
  CallParams,
  CallResult,
  ErrorCodec,
  Method,
  ServerMessage
} from './contract'
import { engineErrors } from './engineErrors'
import type { Port } from './port'

/** What a handler can do besides answering. */
export interface CallContext<News = never> {
  /** Aborted with the caller's reason when the caller cancels. */
  readonly signal: AbortSignal
  /** Sends news and goes on: for progress, where a late item is worth nothing. */
  readonly notify: (news: News) => void
  /**
   * Sends news and resolves when the caller has processed it: for data that must not pile up. Whoever wants several
   * items in flight holds several of these promises. Rejects with the reason of the cancellation.
   */
  readonly deliver: (news: News) => Promise<void>
  /** Moves these to the caller with the result, instead of copying them. */
  readonly transfer: (...items: readonly object[]) => void
}

/** What runs for each call of a contract. */
export type Handlers<Calls> = {
  readonly [M in keyof Calls]: (
    params: CallParams<Calls, M>,
    context: CallContext<CallNews<Calls, M>>
  ) => Promise<CallResult<Calls, M>> | CallResult<Calls, M>
}

export interface ServeOptions {
  /** `EngineError` where it is left out. */
  readonly errors?: ErrorCodec
  /** Answers in the order of arrival, each after the one before: for a session, which blocks its thread anyway. */
  readonly oneAtATime?: boolean
  /** Releases the port after the first answer, so that its thread ends. */
  readonly once?: boolean
}

type AnyHandler = (params: never, context: CallContext) => unknown

/** Answers the calls that arrive at a port. */
export function serve<Calls>(port: Port, handlers: Handlers<Calls>, options: ServeOptions = {}): void {
  const { errors = engineErrors, oneAtATime = false, once = false } = options
  const calls = new Map<number, ServedCall>()
  let last: Promise<void> = Promise.resolve()

  const answer = async (call: ServedCall, method: string, params: unknown): Promise<void> => {
    const { id } = call
    try {
      call.signal.throwIfAborted()
      const handler = handlerOf(handlers, method)
      const result = await handler(params as never, call)
      port.post({ type: 'result', id, result } satisfies ServerMessage, call.transferred)
    } catch (error) {
      port.post({ type: 'error', id, error: errors.toData(error) } satisfies ServerMessage)
    }
    calls.delete(id)
    if (once) port.release?.()
  }

  port.onMessage((received) => {
    const message = received as CallerMessage
    const { id } = message
    if (message.type === 'cancel') calls.get(id)?.cancel(errors.toError(message.reason))
    else if (message.type === 'ack') calls.get(id)?.acknowledge()
    else {
      const { method, params } = message
      const call = new ServedCall(id, port)
      calls.set(id, call)
      if (oneAtATime) last = last.then(() => answer(call, method, params))
      else void answer(call, method, params)
    }
  })
}

function handlerOf(handlers: object, method: Method<Record<string, unknown>>): AnyHandler {
  const handler: unknown = Object.hasOwn(handlers, method) ? Reflect.get(handlers, method) : undefined
  if (typeof handler !== 'function') throw new EngineError('internal', `There is no call "${method}"`)
  return handler as AnyHandler
}

interface Delivery {
  readonly resolve: () => void
  readonly reject: (reason: Error) => void
}

/** A call that waits or runs; its handler's context. */
class ServedCall implements CallContext<unknown> {
  transferred: readonly object[] = []
  private readonly abort = new AbortController()
  /** In the order in which acknowledgements come. */
  private readonly deliveries: Delivery[] = []

  constructor(
    readonly id: number,
    private readonly port: Port
  ) {}

  get signal(): AbortSignal {
    return this.abort.signal
  }

  readonly notify = (news: unknown): void => {
    if (!this.signal.aborted) this.send(news, false)
  }

  readonly deliver = (news: unknown): Promise<void> =>
    new Promise((resolve, reject: (reason: Error) => void) => {
      this.signal.throwIfAborted()
      this.send(news, true)
      this.deliveries.push({ resolve, reject })
    })

  readonly transfer = (...items: readonly object[]): void => {
    this.transferred = items
  }

  acknowledge(): void {
    this.deliveries.shift()?.resolve()
  }

  cancel(reason: Error): void {
    this.abort.abort(reason)
    for (const { reject } of this.deliveries.splice(0)) reject(reason)
  }

  private send(news: unknown, ack: boolean): void {
    this.port.post({ type: 'news', id: this.id, news, ack } satisfies ServerMessage)
  }
}
