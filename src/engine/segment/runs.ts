import type { EverythingParams } from '@shared/segment/params'
import { EverythingParamsError, resolveEverythingParams } from '@shared/segment/validate'
import { EngineError } from '@shared/engineError'
import type { CallContext } from '../../rpc/rpc'
import { untilAborted } from '../../rpc/untilAborted'
import type { EverythingNews, EverythingResult, EverythingStartParams } from '../process/protocol'
import type { ImageRef } from '../embeddings/embeddingTypes'
import type { CropSource } from './cropSource'
import { Gate } from './gate'
import { generateProposals, isSummary } from './generate'
import type { PointPool } from './pool'

export interface EverythingRunsOptions {
  /** Starts the workers; only done when there is something to segment. */
  readonly createPool: () => PointPool
  readonly source: (image: ImageRef) => CropSource
  /** Told when a run began or ended. */
  readonly onChange: () => void
  /** The workers are ended when they had nothing to do for so long; 30 s. */
  readonly idle_ms?: number
}

/** How long interactive work must be over before points are decoded again. */
const REST_MS = 200
const IDLE_MS = 30_000

/** What a run needs of its call. */
type RunContext = Pick<CallContext<EverythingNews>, 'signal' | 'deliver'>

/** Whole-image segmentation as the engine's callers see it: runs go one after the other and deliver what they find. */
export class EverythingRuns {
  private readonly gate = new Gate(REST_MS)
  private readonly closing = new AbortController()
  /** Runs that wait or go on. */
  private waiting = 0
  private last: Promise<unknown> = Promise.resolve()
  private pool: PointPool | undefined
  private idleTimer: NodeJS.Timeout | undefined

  constructor(private readonly options: EverythingRunsOptions) {}

  /** Whether a run waits or goes on. */
  get busy(): boolean {
    return this.waiting > 0
  }

  /**
   * Segments an image when those before are done; ends after the decodes that go on when the signal is aborted.
   * @throws EngineError bad-prompt for settings that cannot be used; cancelled; image-*
   */
  async run(start: EverythingStartParams, context: RunContext): Promise<EverythingResult> {
    const params = usableParams(start)
    this.waiting++
    clearTimeout(this.idleTimer)
    const turn = this.last.then(() => this.segment(start, params, context))
    this.last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.waiting--
      this.options.onChange()
      if (!this.busy) this.rest()
    }
  }

  /** Tells whether somebody waits for an answer, which runs make way for. */
  setUrgent(urgent: boolean): void {
    this.gate.setUrgent(urgent)
  }

  /** Cancels everything and ends the workers. */
  async close(): Promise<void> {
    this.closing.abort(new EngineError('cancelled', 'The engine is shutting down'))
    this.gate.open()
    await this.last
    await this.stopPool()
  }

  private async segment(
    start: EverythingStartParams,
    params: EverythingParams,
    { signal: cancelled, deliver }: RunContext
  ): Promise<EverythingResult> {
    this.options.onChange()
    const { strategy } = start
    const signal = AbortSignal.any([cancelled, this.closing.signal])
    if (signal.aborted) throw new EngineError('cancelled', 'The segmentation was cancelled')
    this.pool ??= this.options.createPool()
    const { pool } = this
    const source = this.options.source(start)
    const gate = (): Promise<void> => this.gate.pass(signal)
    for await (const progress of generateProposals({ params, strategy, source, pool, signal, gate })) {
      const { added, removed, decodes, skipped, total } = progress
      const news = { added, removed, decodes, skipped, total }
      if (isSummary(progress)) return { ...news, order: progress.order, timings: progress.timings }
      // Closing does not wait for a caller who is gone.
      await untilAborted(deliver(news), signal)
    }
    throw new EngineError('internal', 'The segmentation ended without a result')
  }

  /** Nothing to do for now. */
  private rest(): void {
    if (this.closing.signal.aborted) return
    this.idleTimer = setTimeout(() => void this.stopPool(), this.options.idle_ms ?? IDLE_MS)
    this.idleTimer.unref()
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
