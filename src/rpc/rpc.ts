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
import { engineErrors } from './problemErrors'
import type { Exit, Port } from './port'

export interface RemoteOptions {
  /** For messages: 'encoder', 'image decoder'. */
  readonly name: string
  /** `EngineError` where it is left out. */
  readonly errors?: ErrorCodec
  /**
   * Called once when the other side has ended by itself: whoever restarts it does it here. All pending calls reject with
   * the error that is returned, or with kind 'internal'.
   */
  readonly onExit?: (exit: Exit) => Error | undefined
}

export interface CallOptions<News = never> {
  readonly transfer?: readonly object[]
  /**
   * Cancels the call: the handler's signal is aborted with the same reason, and the call settles as the handler does.
   * Where the caller cannot wait for that: `untilAborted`.
   */
  readonly signal?: AbortSignal
  /**
   * Receives the news; the sender of a delivered item waits for the promise. When it throws, the call is cancelled and
   * rejects with what was thrown. After a cancellation nothing comes any more.
   */
  readonly onNews?: (news: News) => void | Promise<void>
  /** For `oldest`: which image the call is about. */
  readonly note?: string
}

/** A call without an answer so far. `since` is in ms of `performance.now()`. */
export interface PendingCall {
  readonly method: string
  readonly note: string | undefined
  readonly since: number
}

interface Pending extends PendingCall {
  readonly onNews: ((news: never) => void | Promise<void>) | undefined
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  /** Detaches the signal. */
  readonly detach: () => void
  cancelled: boolean
}

/** The side of a connection that calls. It does not restart anything; that is the policy of whoever owns it. */
export class Remote<Calls> {
  private readonly pending = new Map<number, Pending>()
  private readonly errors: ErrorCodec
  private lastId = 0
  /** Why there are no calls any more. */
  private over: Error | undefined

  constructor(
    private readonly port: Port,
    private readonly options: RemoteOptions
  ) {
    this.errors = options.errors ?? engineErrors
    port.onMessage((message) => this.receive(message as ServerMessage))
    port.onExit((exit) => {
      if (!this.over) this.close(options.onExit?.(exit) ?? this.lost(exit))
    })
  }

  /** The call that has waited longest. */
  get oldest(): PendingCall | undefined {
    const [first] = this.pending.values()
    return first
  }

  /** Rejects with the handler's error, the signal's reason, or why the other side ended. */
  call<M extends Method<Calls>>(
    method: M,
    params: CallParams<Calls, M>,
    options: CallOptions<CallNews<Calls, M>> = {}
  ): Promise<CallResult<Calls, M>> {
    const { transfer, signal, onNews, note } = options
    return new Promise((resolve, reject: (error: Error) => void) => {
      if (this.over) throw this.over
      signal?.throwIfAborted()
      const id = ++this.lastId
      this.send({ type: 'call', id, method, params }, transfer)
      const cancel = (): void => this.cancel(id, signal?.reason)
      signal?.addEventListener('abort', cancel, { once: true })
      this.pending.set(id, {
        ...{ method, note, since: performance.now(), onNews, reject, cancelled: false },
        resolve: resolve as (result: unknown) => void,
        detach: () => signal?.removeEventListener('abort', cancel)
      })
    })
  }

  /** Rejects all calls, pending and to come; the other side is left alone. */
  close(error: Error): void {
    this.over = error
    for (const id of [...this.pending.keys()]) this.take(id)?.reject(error)
  }

  private receive(message: ServerMessage): void {
    const { id } = message
    if (message.type === 'news') void this.hear(id, message.news, message.ack)
    else if (message.type === 'result') this.take(id)?.resolve(message.result)
    else this.take(id)?.reject(this.errors.toError(message.error))
  }

  private async hear(id: number, news: unknown, ack: boolean): Promise<void> {
    const call = this.pending.get(id)
    if (!call || call.cancelled) return
    try {
      await call.onNews?.(news as never)
      if (ack && this.pending.has(id)) this.send({ type: 'ack', id })
    } catch (error) {
      this.cancel(id, error)
      this.take(id)?.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  private cancel(id: number, reason: unknown): void {
    const call = this.pending.get(id)
    if (!call || call.cancelled) return
    call.cancelled = true
    this.send({ type: 'cancel', id, reason: this.errors.toData(cancellation(reason)) })
  }

  private send(message: CallerMessage, transfer?: readonly object[]): void {
    this.port.post(message, transfer)
  }

  private take(id: number): Pending | undefined {
    const call = this.pending.get(id)
    this.pending.delete(id)
    call?.detach()
    return call
  }

  private lost({ reason }: Exit): EngineError {
    const { name } = this.options
    const params = { worker: name, reason }
    return new EngineError('internal', `The ${name} stopped unexpectedly: ${reason}`, params)
  }
}

/** Connects to what is served at the other end of a port. */
export function connect<Calls>(port: Port, options: RemoteOptions): Remote<Calls> {
  return new Remote(port, options)
}

/** The reason, unless it is the one that `abort()` gives by itself, which has no kind. */
function cancellation(reason: unknown): unknown {
  const isOwn = reason instanceof Error && reason.name === 'AbortError'
  return isOwn ? new EngineError('cancelled', 'The call was cancelled') : reason
}

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
