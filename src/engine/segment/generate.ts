import { cropBoxes, type Crop } from '@shared/segment/cropBoxes'
import { countPoints, layerPoints } from '@shared/segment/pointGrid'
import type { CornerBox } from '@shared/segment/cornerBox'
import type { EverythingParams } from '@shared/segment/params'
import type { Size } from '@shared/geometry/spaces'
import type { EmbeddingTensors } from '../embeddings/cache/embedding'
import { EngineError } from '@shared/engineError'
import { agreementRule } from './agreement'
import { ProposalCollector, type ProposalChange } from './collector'
import type { CropEmbedding, CropSource } from './cropSource'
import type { EverythingStrategy, PointReply } from './messages'
import { GridPlan } from './gridPlan'
import { coarseOrder, inOrder, planPoints, type PlannedPoint, type PointPlan } from './plan'
import type { PointPool } from './pool'
import { Stopwatch, type EverythingTimings } from './stopwatch'
import type { FoundMask } from './suppress'

export interface EverythingOptions {
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly source: CropSource
  readonly pool: PointPool
  readonly signal?: AbortSignal
  /** Awaited before each decode: resolves when nothing more urgent is going on. */
  readonly gate?: () => Promise<void>
  /** The least time between two reports, so that nobody drowns in them; 100 ms. */
  readonly report_ms?: number
}

/** What is known so far. */
export interface EverythingProgress extends ProposalChange {
  /** Decoder runs so far. */
  readonly decodes: number
  /** Points in all; those that are found to be needless count as done. */
  readonly total: number
  readonly skipped: number
  readonly done: boolean
}

/** What the last report has besides. */
export interface EverythingSummary extends EverythingProgress {
  readonly done: true
  readonly size: Size
  /** The ids of all proposals, in the official order. */
  readonly order: readonly string[]
  readonly timings: EverythingTimings
}

/**
 * Segments everything in an image: the official SamAutomaticMaskGenerator. Proposals come as they are found; one that
 * turns out to be a worse double of a later one is taken back. The last report, an `EverythingSummary`, leaves exactly
 * what the official order of steps leaves.
 * @throws EngineError cancelled; image-*; internal.
 */
export async function* generateProposals(
  options: EverythingOptions
): AsyncGenerator<EverythingProgress | EverythingSummary, void, undefined> {
  const run = new EverythingRun(options)
  const finished = run.segment()
  // Reported below; a consumer that has gone must not leave an unhandled rejection.
  finished.catch(() => undefined)
  try {
    while (await run.nextUpdate(finished)) {
      const progress = run.progress()
      if (progress) yield progress
    }
    await finished
    yield run.summary()
  } finally {
    run.abandon()
    await finished.catch(() => undefined)
  }
}

/** Whether a report is the last one. */
export function isSummary(progress: EverythingProgress): progress is EverythingSummary {
  return progress.done
}

/** One image on its way. */
class EverythingRun {
  private readonly collector: ProposalCollector
  private readonly stopwatch = new Stopwatch()
  private readonly abandoned = new AbortController()
  private readonly total: number
  private decodes = 0
  private skipped = 0
  private size: Size = { width: 0, height: 0 }
  private reportedDecodes = 0
  private lastReport = Number.NEGATIVE_INFINITY
  private wake: () => void = () => undefined
  private readonly signal: AbortSignal

  constructor(private readonly options: EverythingOptions) {
    const { params, signal } = options
    this.collector = new ProposalCollector(params)
    this.total = countPoints(params)
    const abandoned = this.abandoned.signal
    this.signal = signal ? AbortSignal.any([signal, abandoned]) : abandoned
  }

  /** Crop by crop: encode, decode the points. The image itself is the first crop. */
  async segment(): Promise<void> {
    const { params } = this.options
    this.checkCancelled()
    const whole = await this.encode(undefined)
    this.size = { width: whole.width, height: whole.height }
    for (const [number, crop] of cropBoxes(
      this.size,
      params.cropNLayers,
      params.cropOverlapRatio
    ).entries()) {
      this.checkCancelled()
      const { tensors } = number === 0 ? whole : await this.encode(crop.box)
      await this.segmentCrop(number, crop, tensors)
    }
  }

  /** Stops after the decodes that run, because nobody listens any more. */
  abandon(): void {
    this.abandoned.abort()
  }

  /** Resolves when there may be something to report (true) or nothing will come any more (false). */
  async nextUpdate(finished: Promise<void>): Promise<boolean> {
    const over = finished.then(
      () => false,
      () => false
    )
    const woken = new Promise<true>((resolve) => {
      this.wake = () => resolve(true)
    })
    const rest = this.lastReport + (this.options.report_ms ?? 100) - performance.now()
    if (rest > 0 && !(await Promise.race([over, delay(rest)]))) return false
    if (this.decodes - this.reportedDecodes >= this.step) return true
    return Promise.race([over, woken])
  }

  progress(): EverythingProgress | undefined {
    if (this.decodes - this.reportedDecodes < this.step) return undefined
    this.reportedDecodes = this.decodes
    this.lastReport = performance.now()
    const change = this.collector.changed ? this.collector.drain(false) : { added: [], removed: [] }
    return { ...change, ...this.counts, done: false }
  }

  summary(): EverythingSummary {
    const change = this.collector.drain(true)
    const timings = this.stopwatch.timings(this.collector.elapsed_ms, this.options.pool.size)
    return { ...change, ...this.counts, done: true, size: this.size, order: this.collector.order, timings }
  }

  /** The official code works in batches; the fast way reports whatever it has. */
  private get step(): number {
    const { strategy, params } = this.options
    return strategy === 'reference' ? params.pointsPerBatch : 1
  }

  private get counts(): { decodes: number; total: number; skipped: number } {
    return { decodes: this.decodes, total: this.total, skipped: this.skipped }
  }

  /** A cancelled run does not wait for the encoder. */
  private encode(crop: Crop['box'] | undefined): Promise<CropEmbedding> {
    const { signal } = this
    return this.stopwatch.time('encode_ms', () => {
      return new Promise((resolve, reject: (reason: EngineError) => void) => {
        const cancel = (): void => reject(cancelled())
        signal.addEventListener('abort', cancel, { once: true })
        const over = (): void => signal.removeEventListener('abort', cancel)
        this.options.source.encode(crop).then(resolve, reject).finally(over)
      })
    })
  }

  private async segmentCrop(
    number: number,
    { box, layer }: Crop,
    embedding: EmbeddingTensors
  ): Promise<void> {
    const { params, strategy, pool, gate = () => Promise.resolve() } = this.options
    const setCrop = { embedding, crop: box, image: this.size, strategy, filter: params }
    await this.stopwatch.time('prepare_ms', () => pool.setCrop(setCrop))
    const [left, top, right, bottom] = box
    const points = planPoints(layerPoints(params, layer), right - left, bottom - top)
    const plan = planFor(strategy, params, points, box)
    const onReply = (point: PlannedPoint, reply: PointReply): void => {
      this.decodes++
      this.stopwatch.add(reply)
      const at = { x: point.x + left, y: point.y + top }
      this.collector.add(number, foundMasks(number, point.index, at, box, reply))
      this.wake()
    }
    const { signal } = this
    await this.stopwatch.time('points_ms', () => pool.run({ plan, onReply, signal, gate }))
    this.skipped += plan.skipped
    this.checkCancelled()
  }

  private checkCancelled(): void {
    if (this.signal.aborted) throw cancelled()
  }
}

function cancelled(): EngineError {
  return new EngineError('cancelled', 'The segmentation was cancelled')
}

function foundMasks(
  cropNumber: number,
  pointIndex: number,
  point: FoundMask['point'],
  crop: Crop['box'],
  { candidates }: PointReply
): FoundMask[] {
  return candidates.map((candidate) => ({
    ...candidate,
    id: `${cropNumber}.${pointIndex}.${candidate.mask}`,
    order: pointIndex * 3 + candidate.mask,
    point,
    crop
  }))
}

function delay(ms: number): Promise<true> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), ms)
  })
}

/** Cells of so many steps may be left alone when their corners agree. */
const LONGEST_SETTLED = 2

/** How a strategy goes through the points of a crop. */
function planFor(
  strategy: EverythingStrategy,
  { pointGrids }: EverythingParams,
  points: readonly PlannedPoint[],
  [left, top, right, bottom]: CornerBox
): PointPlan {
  if (strategy === 'reference') return inOrder(points)
  if (pointGrids) return inOrder(coarseOrder(points, right - left, bottom - top))
  return new GridPlan(points, agreementRule(LONGEST_SETTLED, [left, top]))
}
