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
