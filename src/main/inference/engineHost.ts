import type { EngineErrorData } from '@shared/engineError'
import { problem, ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import { engineProblem, engineProblems } from '../../engine/engineProblem'
import type { EngineCalls, EngineEvent, InitParams, InitResult } from '../../engine/process/protocol'
import type { CallNews, CallParams, CallResult, ErrorCodec, Method } from '../../rpc/contract'
import type { ChildPort, Exit } from '../../rpc/port'
import { connect, type CallOptions, type Remote } from '../../rpc/rpc'
import { watchForHang, type HangLimits } from './hangWatch'

/** Starts an engine process. */
export type StartEngine = () => ChildPort

/** Asks the engine. */
export type CallEngine = <M extends Method<EngineCalls>>(
  method: M,
  params: CallParams<EngineCalls, M>,
  options?: CallOptions<CallNews<EngineCalls, M>>
) => Promise<CallResult<EngineCalls, M>>

/** 'failed': the engine is not started again until `restart` is called. */
export type HostState = 'stopped' | 'starting' | 'ready' | 'failed'

/** What the host tells its owner. */
export interface HostListener {
  event(event: EngineEvent): void
  /** `problem` says why the engine is being restarted or has failed. */
  state(state: HostState, info: InitResult | null, problem: Problem | null): void
}

export interface HostOptions {
  /** The host gives up after so many crashes within `crashWindowMs`. */
  readonly maxCrashes: number
  readonly crashWindowMs: number
  readonly hang: HangLimits
}

const defaultHostOptions: HostOptions = {
  maxCrashes: 3,
  crashWindowMs: 60_000,
  hang: { intervalMs: 1000, silenceMs: 5000, busyMs: 60_000 }
}

/** The engine's errors as what a person is told about. */
const errors: ErrorCodec = {
  ...engineProblems,
  toError: (data) => ProblemError.from(engineProblem(data as EngineErrorData))
}

/** The process ended while it had a call. */
class ProcessLost extends Error {
  constructor(
    readonly problem: ProblemError,
    /** Whether it ended by itself, and not because the user asked for another. */
    readonly isCrash: boolean
  ) {
    super(problem.message)
  }
}

/** A process with its model loaded, for those who wait for one. */
interface Readiness {
  readonly promise: Promise<Remote<EngineCalls>>
  readonly resolve: (remote: Remote<EngineCalls>) => void
  readonly reject: (error: Error) => void
}

/**
 * Owns the engine process: starts it, loads its model, notices a crash or a hang, restarts it and repeats what was in
 * flight once. Knows nothing of projects or images.
 */
export class EngineHost {
  private port: ChildPort | null = null
  private remote: Remote<EngineCalls> | null = null
  private state: HostState = 'stopped'
  private ready = readiness()
  /** Calls without an answer. */
  private waiting = 0
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
    if (this.port || this.disposed) return
    this.spawn()
    this.setState('starting', null, null)
  }

  /**
   * Asks the engine, once more when its process ended with the call; rejects with a ProblemError. Waits while the engine
   * starts or restarts.
   */
  readonly call: CallEngine = async (method, params, options = {}) => {
    if (this.state === 'failed' || this.disposed) {
      throw this.modelProblem ?? unavailable('stopped', 'it has been stopped')
    }
    this.start()
    this.waiting++
    try {
      return await this.attempt(method, params, options)
    } finally {
      this.waiting--
    }
  }

  /** Ends the process and starts it anew, also after it was given up. */
  restart(): void {
    this.crashes = []
    if (this.port) this.kill('restart')
    else this.start()
  }

  /** Ends the process for good; calls in flight reject. */
  async dispose(): Promise<void> {
    if (this.disposed) return
    if (this.state === 'ready' && this.remote) {
      const grace = new Promise((resolve) => setTimeout(resolve, 1000))
      await Promise.race([this.remote.call('shutdown', undefined).catch(() => undefined), grace])
    }
    this.disposed = true
    this.stopWatching()
    this.abandon(unavailable('closing', 'the application is closing'))
  }

  private readonly attempt: CallEngine = async (method, params, options = {}) => {
    for (let isRepeated = false; ;) {
      const remote = await this.ready.promise
      try {
        return await remote.call(method, params, options)
      } catch (error) {
        if (!(error instanceof ProcessLost)) throw error
        // What the process was working on may be what ended it: it gets one more chance only.
        if (isRepeated && error.isCrash) throw error.problem
        isRepeated ||= error.isCrash
      }
    }
  }

  private spawn(): void {
    const port = this.startEngine()
    const remote = connect<EngineCalls>(port, {
      name: 'engine',
      errors,
      onExit: (exit) => this.onExit(exit)
    })
    this.port = port
    this.remote = remote
    if (this.state === 'ready' || this.state === 'failed') this.ready = readiness()
    remote
      .call('events', undefined, { onNews: (event) => this.listener.event(event) })
      .catch((error: unknown) => {
        // The call itself has no end: only the listener can have failed.
        if (this.remote === remote) throw error
      })
    remote.call('init', this.initParams()).then(
      (info) => this.onLoaded(remote, info),
      (thrown: unknown) => {
        if (this.remote !== remote) return
        const error = ProblemError.from(toProblem(thrown))
        // A model that cannot be loaded is not tried again: the user must do something about it.
        this.modelProblem = error
        this.giveUp(error)
      }
    )
  }

  private onLoaded(remote: Remote<EngineCalls>, info: InitResult): void {
    if (this.remote !== remote) return
    this.modelProblem = null
    this.setState('ready', info, null)
    this.ready.resolve(remote)
    this.stopWatching = watchForHang(
      { busy: () => this.waiting > 0, ping: () => remote.call('workerPing', undefined) },
      this.options.hang,
      (problem) => this.kill(problem)
    )
  }

  private kill(reason: Problem | 'restart'): void {
    this.killReason = reason
    this.port?.kill()
  }

  /** @returns what the calls reject with that the process had */
  private onExit({ code, reason: how }: Exit): ProcessLost {
    const reason = this.killReason
    this.killReason = null
    this.port = null
    this.remote = null
    this.stopWatching()
    const cause =
      reason === 'restart' ? null : (reason ?? crashed(String(code ?? how), `it ended with ${how}`))
    const error = ProblemError.from(cause ?? crashed('restarted', 'it was restarted'))
    if (cause && this.crashedTooOften()) this.giveUp(error)
    else {
      // The owner may ask something at once, which waits for the new process.
      this.spawn()
      this.setState('starting', null, cause)
    }
    return new ProcessLost(error, cause !== null)
  }

  private crashedTooOften(): boolean {
    const now = Date.now()
    this.crashes = [...this.crashes, now].filter((at) => now - at < this.options.crashWindowMs)
    return this.crashes.length > this.options.maxCrashes
  }

  private giveUp(error: Error): void {
    this.stopWatching()
    // Those who call from now on, and those whose process has just ended, find the same.
    if (this.state === 'ready') this.ready = readiness()
    this.setState('failed', null, toProblem(error))
    this.abandon(error)
  }

  /** Everybody who waits is told, and the process ends. */
  private abandon(error: Error): void {
    const { port, remote } = this
    this.port = null
    this.remote = null
    this.ready.reject(error)
    remote?.close(error)
    port?.kill()
  }

  private setState(state: HostState, info: InitResult | null, problem: Problem | null): void {
    this.state = state
    this.listener.state(state, info, problem)
  }
}

function readiness(): Readiness {
  let [resolve, reject]: [Readiness['resolve'], Readiness['reject']] = [() => undefined, () => undefined]
  const promise = new Promise<Remote<EngineCalls>>((yes, no) => {
    resolve = yes
    reject = no
  })
  // Nobody may be waiting.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}

/** @param reason a code that the interface has words for; `english` says it in the message. */
function unavailable(reason: 'stopped' | 'closing', english: string): ProblemError {
  return new ProblemError('engine-unavailable', `The inference engine is not running: ${english}`, { reason })
}

/** @param reason the exit code, or a code that the interface has words for. */
function crashed(reason: string, english: string): Problem {
  return problem('engine-crashed', `The inference engine stopped unexpectedly: ${english}`, { reason })
}
