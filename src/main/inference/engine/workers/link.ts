import { EngineError } from '../errors'
import type { WorkerStatus } from '../protocol'
import type { AnyWorkerCalls, CallParams, CallResult, LoadReply, WorkerReply } from './messages'
import type { PortFactory, WorkerPort } from './port'

interface PendingCall {
  readonly method: string
  readonly imageKey: string | undefined
  readonly since: number
  resolve(result: unknown): void
  reject(error: EngineError): void
}

export interface CallOptions {
  readonly transfer?: readonly ArrayBuffer[]
  /** For `status`. */
  readonly imageKey?: string
}

/**
 * A worker with its model loaded: typed calls, and a new worker when one dies (the call that it was running then
 * fails with kind 'internal'). A worker is never terminated from outside, because ending a thread during
 * `session.run` aborts the whole process (seen with onnxruntime-node 1.30); a hung one is the host's business.
 */
export class WorkerLink<Calls extends AnyWorkerCalls> {
  private port: WorkerPort | undefined
  private loaded: Promise<LoadReply> | undefined
  private readonly pending = new Map<number, PendingCall>()
  private lastId = 0
  private restarts = 0
  private stopped = false

  /**
   * @param name for messages: 'encoder', 'decoder'.
   * @param onRestart told when the worker ended by itself and is started again.
   */
  constructor(
    private readonly name: string,
    private readonly createPort: PortFactory,
    private readonly model: CallParams<Calls, 'load'>,
    private readonly onRestart: (message: string) => void
  ) {}

  /** Starts the worker if there is none, and waits for its model. */
  start(): Promise<LoadReply> {
    if (this.stopped) return Promise.reject(new EngineError('cancelled', `The ${this.name} was stopped`))
    this.loaded ??= this.spawn()
    return this.loaded
  }

  async call<M extends Exclude<keyof Calls & string, keyof AnyWorkerCalls>>(
    method: M,
    params: CallParams<Calls, M>,
    options: CallOptions = {}
  ): Promise<CallResult<Calls, M>> {
    await this.start()
    return (await this.send(method, params, options)) as CallResult<Calls, M>
  }

  /** For tests: the worker dies, or answers nothing for a while. */
  async disturb(how: 'crash' | { readonly hang_ms: number }): Promise<void> {
    await this.start()
    await (how === 'crash' ? this.send('crash', undefined, {}) : this.send('hang', { ms: how.hang_ms }, {}))
  }

  /** Lets the running call finish, then ends the worker. */
  async stop(): Promise<void> {
    if (this.stopped) return
    this.stopped = true
    if (this.port) await this.send('stop', undefined, {}).catch(() => undefined)
    this.port = undefined
  }

  status(now = performance.now()): WorkerStatus {
    const [running] = this.pending.values()
    const { restarts } = this
    if (this.stopped || !this.loaded) return { state: 'stopped', busy_ms: 0, restarts }
    if (!running) return { state: 'idle', busy_ms: 0, restarts }
    return {
      state: running.method === 'load' ? 'starting' : 'busy',
      busy_ms: now - running.since,
      job: running.method,
      imageKey: running.imageKey,
      restarts
    }
  }

  private spawn(): Promise<LoadReply> {
    const port = this.createPort()
    this.port = port
    port.onMessage((message) => this.settle(message as WorkerReply))
    port.onExit((reason) => {
      if (this.port === port) this.lost(reason)
    })
    const loaded = this.send('load', this.model, {}) as Promise<LoadReply>
    // A failed load is reported to whoever waits; the next call tries anew.
    loaded.catch(() => {
      if (this.port === port) this.loaded = undefined
    })
    return loaded
  }

  private send(method: string, params: unknown, options: CallOptions): Promise<unknown> {
    const { port } = this
    if (!port) return Promise.reject(this.error('not running'))
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.pending.set(id, { method, imageKey: options.imageKey, since: performance.now(), resolve, reject })
      port.post({ id, method, params }, options.transfer)
    })
  }

  private settle(reply: WorkerReply): void {
    const call = this.pending.get(reply.id)
    this.pending.delete(reply.id)
    if (reply.ok) call?.resolve(reply.result)
    else call?.reject(EngineError.from(reply.error))
  }

  private lost(reason: string): void {
    const calls = [...this.pending.values()]
    this.pending.clear()
    this.port = undefined
    this.loaded = undefined
    for (const call of calls) call.reject(this.error(reason))
    if (this.stopped || calls.some(({ method }) => method === 'load')) return
    this.restarts++
    this.onRestart(`The ${this.name} stopped unexpectedly (${reason}) and was started again`)
    this.start().catch(() => undefined)
  }

  private error(reason: string): EngineError {
    const { name } = this
    return new EngineError('internal', `The ${name} stopped unexpectedly: ${reason}`, {
      worker: name,
      reason
    })
  }
}
