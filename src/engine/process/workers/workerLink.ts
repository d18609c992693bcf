import { EngineError } from '@shared/engineError'
import type { Device } from '@shared/schema/models'
import type { CallParams, CallResult, Method } from '../../../rpc/contract'
import type { PortFactory } from '../../../rpc/port'
import { connect, type CallOptions, type Remote } from '../../../rpc/rpc'

/** Where a worker's model runs. */
export interface LoadReply {
  readonly provider: Device
  /** Why it is not the device that was asked for. */
  readonly fallback?: string | undefined
}

/** Calls that every worker answers. `crash` and `hang` are for tests and ask MASKWRIGHT_TEST=1. */
export interface AnyWorkerCalls {
  load: { params: unknown; result: LoadReply }
  crash: { params: undefined; result: undefined }
  hang: { params: { readonly ms: number }; result: undefined }
  /** The worker ends itself after the answer. */
  stop: { params: undefined; result: undefined }
}

/** One worker thread. `busy_ms` is how long the running job has taken so far, for the host's time-out. */
export interface WorkerStatus {
  readonly state: 'starting' | 'idle' | 'busy' | 'stopped'
  readonly busy_ms: number
  /** 'load', 'encode', 'predict', 'candidate'… */
  readonly job?: string | undefined
  readonly imageKey?: string | undefined
  readonly restarts: number
}

/**
 * A worker with its model loaded: typed calls, and a new worker when one dies (the call that it was running then
 * fails with kind 'internal'). A worker is never terminated from outside, because ending a thread during
 * `session.run` aborts the whole process (seen with onnxruntime-node 1.30); a hung one is the host's business.
 */
export class WorkerLink<Calls extends AnyWorkerCalls> {
  private remote: Remote<Calls> | undefined
  private loaded: Promise<LoadReply> | undefined
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
    this.loaded ??= this.load()
    return this.loaded
  }

  /** @param options its `note` is the image's key, for `status` */
  async call<M extends Exclude<Method<Calls>, keyof AnyWorkerCalls>>(
    method: M,
    params: CallParams<Calls, M>,
    options: Pick<CallOptions, 'transfer' | 'note'> = {}
  ): Promise<CallResult<Calls, M>> {
    await this.start()
    return this.running().call(method, params, options)
  }

  /** For tests: the worker dies, or answers nothing for a while. */
  async disturb(how: 'crash' | { readonly hang_ms: number }): Promise<void> {
    await this.start()
    const remote = this.running<AnyWorkerCalls>()
    await (how === 'crash' ? remote.call('crash', undefined) : remote.call('hang', { ms: how.hang_ms }))
  }

  /** Lets the running call finish, then ends the worker. */
  async stop(): Promise<void> {
    if (this.stopped) return
    this.stopped = true
    if (this.remote) {
      await this.running<AnyWorkerCalls>()
        .call('stop', undefined)
        .catch(() => undefined)
    }
    this.remote = undefined
  }

  status(now = performance.now()): WorkerStatus {
    const running = this.remote?.oldest
    const { restarts } = this
    if (this.stopped || !this.loaded) return { state: 'stopped', busy_ms: 0, restarts }
    if (!running) return { state: 'idle', busy_ms: 0, restarts }
    return {
      state: running.method === 'load' ? 'starting' : 'busy',
      busy_ms: now - running.since,
      job: running.method,
      imageKey: running.note,
      restarts
    }
  }

  private running<Known = Calls>(): Remote<Known> {
    if (!this.remote) throw new EngineError('internal', `The ${this.name} is not running`)
    // The compiler cannot see that a contract with more calls than `AnyWorkerCalls` has those as well.
    return this.remote as unknown as Remote<Known>
  }

  private load(): Promise<LoadReply> {
    this.remote ??= this.spawn()
    const loaded = this.running<AnyWorkerCalls>().call('load', this.model)
    // A failed load is reported to whoever waits; the next call tries anew.
    loaded.catch(() => {
      if (this.loaded === loaded) this.loaded = undefined
    })
    return loaded
  }

  private spawn(): Remote<Calls> {
    const remote: Remote<Calls> = connect(this.createPort(), {
      name: this.name,
      onExit: ({ reason }) => {
        this.remote = undefined
        this.loaded = undefined
        // What ends the worker while it is loaded would do so again.
        if (!this.stopped && remote.oldest?.method !== 'load') this.restart(reason)
        return undefined
      }
    })
    return remote
  }

  private restart(reason: string): void {
    this.restarts++
    this.onRestart(`The ${this.name} stopped unexpectedly (${reason}) and was started again`)
    this.start().catch(() => undefined)
  }
}
