import { problem, ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type {
  EngineEvent,
  EngineMessage,
  EngineMethod,
  EngineParams,
  EngineRequest,
  EngineResult,
  InitParams,
  InitResult
} from './engine/protocol'
import type { EngineLink, StartEngine } from './engineLink'
import { engineProblem } from './engine/engineProblem'
import { watchForHang, type HangLimits } from './hangWatch'

/** 'failed': the engine is not started again until `restart` is called. */
export type HostState = 'stopped' | 'starting' | 'ready' | 'failed'

/** What the host tells its owner. */
export interface HostListener {
  event(event: EngineEvent): void
  /** `problem` says why the engine is being restarted or has failed. */
  state(state: HostState, info: InitResult | null, problem: Problem | null): void
  /** Whether the owner waits for events, so that the engine is watched though no call is in flight. */
  busy?(): boolean
}

export interface HostOptions {
  /** The host gives up after so many crashes within `crashWindowMs`. */
  readonly maxCrashes: number
  readonly crashWindowMs: number
  readonly hang: HangLimits
}

export const defaultHostOptions: HostOptions = {
  maxCrashes: 3,
  crashWindowMs: 60_000,
  hang: { intervalMs: 1000, silenceMs: 5000, busyMs: 60_000 }
}

interface PendingCall {
  readonly request: EngineRequest
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  /** Whether the running process has it. */
  sent: boolean
  /** Whether a process died that had it. */
  repeated: boolean
}

/**
 * Owns the engine process: starts it, pairs requests with responses, notices a crash or a hang, restarts it and
 * repeats what was in flight once. Knows nothing of projects or images.
 */
export class EngineHost {
  private link: EngineLink | null = null
  private state: HostState = 'stopped'
  private nextId = 1
  private readonly pending = new Map<number, PendingCall>()
  private crashes: number[] = []
  /** Why the model cannot be loaded. */
  private modelProblem: Error | null = null
  /** Why we are ending the process, until its exit arrives; 'restart' when the user asked. */
  private killReason: Problem | 'restart' | null = null
  private stopWatching = (): void => undefined
  private disposed = false

  constructor(
    private readonly startEngine: StartEngine,
    private readonly initParams: () => InitParams,
    private readonly listener: HostListener,
    private readonly options: HostOptions = defaultHostOptions
  ) {}

  /** Starts the process if it is not running; calls made meanwhile wait. */
  start(): void {
    if (this.link || this.disposed) return
    this.spawn()
    this.setState('starting', null, null)
  }

  /** Asks the engine; rejects with a ProblemError. Waits while the engine starts or restarts. */
  call<M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<EngineResult<M>> {
    if (this.state === 'failed' || this.disposed) {
      return Promise.reject(this.modelProblem ?? unavailable('stopped', 'it has been stopped'))
    }
    this.start()
    return new Promise((resolve, reject) => {
      const request = { type: 'request', id: this.nextId++, method, params } as EngineRequest
      const call: PendingCall = { request, resolve, reject, sent: false, repeated: false }
      this.pending.set(request.id, call)
      if (this.state === 'ready') this.send(call)
    })
  }

  /** Ends the process and starts it anew, also after it was given up. */
  restart(): void {
    this.crashes = []
    if (this.link) this.kill('restart')
    else this.start()
  }

  /** Ends the process for good; calls in flight reject. */
  async dispose(): Promise<void> {
    if (this.disposed) return
    if (this.state === 'ready') {
      const grace = new Promise((resolve) => setTimeout(resolve, 1000))
      await Promise.race([this.call('shutdown', undefined).catch(() => undefined), grace])
    }
    this.disposed = true
    this.stopWatching()
    this.rejectAll(unavailable('closing', 'the application is closing'))
    const link = this.link
    this.link = null
    link?.kill()
  }

  private spawn(): void {
    const link: EngineLink = this.startEngine({
      message: (message) => {
        if (this.link === link) this.onMessage(message)
      },
      exit: (code) => {
        if (this.link === link) this.onExit(code)
      }
    })
    this.link = link
  }

  private send(call: PendingCall): void {
    call.sent = true
    this.link?.post(call.request)
  }

  private onMessage(message: EngineMessage): void {
    if (message.type === 'event') {
      if (message.event.name === 'ready') this.initialise()
      else this.listener.event(message.event)
      return
    }
    const call = this.pending.get(message.id)
    if (!call) return
    this.pending.delete(message.id)
    if (message.ok) call.resolve(message.result as never)
    else call.reject(ProblemError.from(engineProblem(message.error)))
  }

  /** Loads the model, which every new process needs first; then sends what has been waiting. */
  private initialise(): void {
    const onReady = (info: InitResult): void => {
      this.modelProblem = null
      this.setState('ready', info, null)
      for (const call of this.pending.values()) if (!call.sent) this.send(call)
      this.stopWatching = watchForHang(
        {
          busy: () => this.pending.size > 0 || (this.listener.busy?.() ?? false),
          ping: () => this.call('workerPing', undefined)
        },
        this.options.hang,
        (problem) => this.kill(problem)
      )
    }
    const request: EngineRequest = {
      type: 'request',
      id: this.nextId++,
      method: 'init',
      params: this.initParams()
    }
    const init: PendingCall = {
      request,
      resolve: onReady,
      reject: (error) => {
        this.modelProblem = error
        this.giveUp(error)
      },
      sent: false,
      // A model that cannot be loaded is not tried again: the user must do something about it.
      repeated: true
    }
    this.pending.set(request.id, init)
    this.send(init)
  }

  private kill(reason: Problem | 'restart'): void {
    this.killReason = reason
    this.link?.kill()
  }

  private onExit(code: number): void {
    const reason = this.killReason
    this.killReason = null
    this.link = null
    this.stopWatching()
    if (this.disposed) return

    const cause =
      reason === 'restart' ? null : (reason ?? crashed(String(code), `it ended with code ${code}`))
    const error = ProblemError.from(cause ?? crashed('restarted', 'it was restarted'))
    if (cause && this.crashedTooOften()) {
      this.giveUp(error)
      return
    }
    for (const [id, call] of this.pending) {
      if (!call.sent) continue
      call.sent = false
      // What the process was working on may be what killed it: it gets one more chance only.
      if (call.repeated || call.request.method === 'workerPing') {
        this.pending.delete(id)
        if (call.request.method !== 'init') call.reject(error)
      }
      call.repeated = true
    }
    // The owner may ask something at once, which waits for the new process.
    this.spawn()
    this.setState('starting', null, cause)
  }

  private crashedTooOften(): boolean {
    const now = Date.now()
    this.crashes = [...this.crashes, now].filter((at) => now - at < this.options.crashWindowMs)
    return this.crashes.length > this.options.maxCrashes
  }

  private giveUp(error: Error): void {
    this.stopWatching()
    this.setState('failed', null, toProblem(error))
    this.rejectAll(error)
    const link = this.link
    this.link = null
    link?.kill()
  }

  private rejectAll(error: Error): void {
    const calls = [...this.pending.values()]
    this.pending.clear()
    for (const call of calls) if (call.request.method !== 'init') call.reject(error)
  }

  private setState(state: HostState, info: InitResult | null, problem: Problem | null): void {
    this.state = state
    this.listener.state(state, info, problem)
  }
}

/** @param reason a code that the interface has words for; `english` says it in the message. */
function unavailable(reason: 'stopped' | 'closing', english: string): ProblemError {
  return new ProblemError('engine-unavailable', `The inference engine is not running: ${english}`, { reason })
}

/** @param reason the exit code, or a code that the interface has words for. */
function crashed(reason: string, english: string): Problem {
  return problem('engine-crashed', `The inference engine stopped unexpectedly: ${english}`, { reason })
}
