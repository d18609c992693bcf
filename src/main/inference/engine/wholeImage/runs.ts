import { countPoints } from '@shared/everything/pointGrid'
import type { EverythingParams } from '@shared/everything/params'
import { EverythingParamsError, resolveEverythingParams } from '@shared/everything/validate'
import { EngineError, errorData } from '../errors'
import type { EngineEvent, EverythingStartParams, ImageRef } from '../protocol'
import type { CropSource } from './cropSource'
import { Gate } from './gate'
import { generateProposals } from './generate'
import type { PointPool } from './pool'

export interface EverythingRunsOptions {
  /** Starts the workers; only done when there is something to segment. */
  readonly createPool: () => PointPool
  readonly source: (image: ImageRef) => CropSource
  readonly emit: (event: EngineEvent) => void
  /** Told when a run began or ended. */
  readonly onChange: () => void
  /** The workers are ended when they had nothing to do for so long; 30 s. */
  readonly idle_ms?: number
}

interface WaitingRun {
  readonly start: EverythingStartParams
  readonly params: EverythingParams
  readonly abort: AbortController
}

/** How long interactive work must be over before points are decoded again. */
const REST_MS = 200
const IDLE_MS = 30_000

/** Whole-image segmentation as the engine's callers see it: runs by name, one after the other, reported by events. */
export class EverythingRuns {
  private readonly gate = new Gate(REST_MS)
  private readonly runs: WaitingRun[] = []
  private pool: PointPool | undefined
  private working: Promise<void> | undefined
  private idleTimer: NodeJS.Timeout | undefined
  private closed = false

  constructor(private readonly options: EverythingRunsOptions) {}

  /** Whether a run waits or goes on. */
  get busy(): boolean {
    return this.runs.length > 0
  }

  /**
   * Queues a run.
   * @throws EngineError bad-prompt for settings that cannot be used, or a name that is taken.
   */
  start(start: EverythingStartParams): { readonly total: number } {
    if (this.closed) throw new EngineError('cancelled', 'The engine is shutting down')
    if (this.runs.some((run) => run.start.runId === start.runId)) {
      throw new EngineError('bad-prompt', `There is a run "${start.runId}" already`)
    }
    const params = usableParams(start)
    this.runs.push({ start, params, abort: new AbortController() })
    this.working ??= this.work()
    return { total: countPoints(params) }
  }

  /** Ends a run after the decodes that go on; says whether there was one. Its last event says 'cancelled'. */
  cancel(runId: string): boolean {
    const run = this.runs.find(({ start }) => start.runId === runId)
    run?.abort.abort()
    return run !== undefined
  }

  /** Tells whether somebody waits for an answer, which runs make way for. */
  setUrgent(urgent: boolean): void {
    this.gate.setUrgent(urgent)
  }

  /** Cancels everything and ends the workers. */
  async close(): Promise<void> {
    this.closed = true
    for (const { abort } of this.runs) abort.abort()
    this.gate.open()
    await this.working
    await this.stopPool()
  }

  private async work(): Promise<void> {
    clearTimeout(this.idleTimer)
    for (let run = this.runs[0]; run; run = this.runs[0]) {
      this.options.onChange()
      await this.segment(run)
      this.runs.shift()
    }
    this.working = undefined
    this.options.onChange()
    this.idleTimer = setTimeout(() => void this.stopPool(), this.options.idle_ms ?? IDLE_MS)
    this.idleTimer.unref()
  }

  private async segment({ start, params, abort }: WaitingRun): Promise<void> {
    const { runId, imageKey, strategy } = start
    const name = 'everything'
    try {
      this.pool ??= this.options.createPool()
      const { pool } = this
      const source = this.options.source(start)
      const { signal } = abort
      const gate = (): Promise<void> => this.gate.pass(signal)
      for await (const progress of generateProposals({ params, strategy, source, pool, signal, gate })) {
        this.options.emit({ name, runId, imageKey, ...progress })
      }
    } catch (error) {
      const nothing = { added: [], removed: [], decodes: 0, skipped: 0, total: 0 }
      this.options.emit({ name, runId, imageKey, ...nothing, done: true, error: errorData(error) })
    }
  }

  private async stopPool(): Promise<void> {
    clearTimeout(this.idleTimer)
    const { pool } = this
    this.pool = undefined
    await pool?.stop()
  }
}

function usableParams({ params }: EverythingStartParams): EverythingParams {
  try {
    return resolveEverythingParams(params)
  } catch (error) {
    if (!(error instanceof EverythingParamsError)) throw error
    throw new EngineError('bad-prompt', error.message, { reason: error.message })
  }
}
