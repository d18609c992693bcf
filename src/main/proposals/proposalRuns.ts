import { resolveEverythingParams } from '@shared/segment/validate'
import type { ProposalPool, ProposalsChange, ProposalView } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { RunId } from '@shared/schema/proposal'
import { nanoid } from 'nanoid'
import type { EverythingRequest } from '../../jobs/folder/services'
import type { SegmentationUpdate } from '../inference/segmentationClient'
import type { InferenceService } from '../inference/inferenceService'
import type { PoolDelivery, PoolKey } from '../../store/proposals/proposals'
import type { ProjectStore } from '../../store/projectStore'
import type { Proposal } from '@shared/segment/proposal'
import { countsToString } from '@shared/mask/rleString'

export interface ProposalRunsOptions {
  readonly store: ProjectStore
  readonly inference: Pick<InferenceService, 'everything' | 'modelId'>
  /** Told of what a run brings that is not kept in the project, which tells the rest itself. */
  readonly report: (change: ProposalsChange) => void
}

/** 'asked' runs are waited for at the screen; 'task' runs make way for them. */
type RunKind = 'asked' | 'task'

interface Run {
  readonly id: RunId
  readonly kind: RunKind
  readonly request: EverythingRequest
  readonly abort: AbortController
  /** Never rejects. */
  readonly ended: Promise<void>
}

/** A run on its way. */
interface ActiveRun {
  readonly run: RunId
  readonly request: EverythingRequest
  /** Null until it has found something. */
  pool: PoolKey | null
  counts: Pick<PoolDelivery, 'decodes' | 'skipped' | 'total'>
}

/** Runs of whole-image segmentation for the images of one project: what they find goes to the project and the window. */
export class ProposalRuns {
  private readonly runs = new Map<ImageId, Run>()

  constructor(private readonly options: ProposalRunsOptions) {}

  /** An image's pool as the window shows it. */
  load(image: ImageId): ProposalPool | null {
    const pool = this.options.store.proposals.load(image)
    return pool && { ...pool, run: pool.state === 'running' ? (this.runs.get(image)?.id ?? null) : null }
  }

  /** Begins a run that somebody waits for; the image's run before, and those of tasks, end. */
  start(request: EverythingRequest): RunId {
    this.runs.get(request.image)?.abort.abort(stopped())
    for (const run of this.runs.values()) if (run.kind === 'task') run.abort.abort(superseded())
    const { id, result } = this.begin('asked', request)
    // The window is told by the run's last event.
    result.catch(() => undefined)
    return id
  }

  /** Resolves when no run that somebody waits for goes on. */
  async whenFree(): Promise<void> {
    for (let run = this.asked(); run; run = this.asked()) await run.ended
  }

  /**
   * Segments an image for a task.
   * @throws ProblemError 'superseded' when somebody asked for another run, the signal's reason, or why it failed
   */
  async runForTask(request: EverythingRequest, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.asked()) throw superseded()
    const { abort, result } = this.begin('task', request)
    const cancel = (): void => abort.abort(signal.reason)
    signal.addEventListener('abort', cancel, { once: true })
    await result.finally(() => signal.removeEventListener('abort', cancel))
  }

  /** Ends an image's run; resolves when what it found is kept. */
  async stop(image: ImageId): Promise<void> {
    const run = this.runs.get(image)
    run?.abort.abort(stopped())
    await run?.ended
  }

  /** Ends all runs. */
  async dispose(): Promise<void> {
    await Promise.all([...this.runs.keys()].map((image) => this.stop(image)))
  }

  private asked(): Run | undefined {
    return [...this.runs.values()].find(({ kind }) => kind === 'asked')
  }

  private begin(kind: RunKind, request: EverythingRequest) {
    const id = nanoid<RunId>()
    const abort = new AbortController()
    const result = this.segment(id, request, abort.signal).finally(() => {
      if (this.runs.get(request.image)?.id === id) this.runs.delete(request.image)
    })
    const ended = result.catch(() => undefined)
    this.runs.set(request.image, { id, kind, request, abort, ended })
    return { id, abort, result }
  }

  private async segment(id: RunId, request: EverythingRequest, signal: AbortSignal): Promise<void> {
    const { inference } = this.options
    const filling: ActiveRun = { run: id, request, pool: null, counts: { decodes: 0, skipped: 0, total: 0 } }
    try {
      await inference.everything(request, signal, (news) => this.take(filling, news))
    } catch (error) {
      const problem = toProblem(error)
      const byChoice = problem.kind === 'cancelled' || problem.kind === 'superseded'
      this.end(filling, byChoice ? null : problem)
      throw error
    }
  }

  /** What a run has not found yet replaces nothing. */
  private take(filling: ActiveRun, { added, removed, done, ...counts }: SegmentationUpdate): void {
    const { run, request, pool } = filling
    filling.counts = counts
    if (pool === null && added.length === 0 && !done) return
    const state = done ? 'complete' : 'running'
    const views = added.map(proposalView)
    const delivery: PoolDelivery = { run, added: views, removed, ...counts, state, problem: null }
    if (pool === null) filling.pool = this.beginPool(request, delivery)
    else if (added.length + removed.length > 0 || done) this.keep(filling, delivery)
    else this.options.report({ image: request.image, ...delivery })
  }

  /** Keeps that a run ended early, and reports it even where that cannot be kept. */
  private end(filling: ActiveRun, problem: Problem | null): void {
    const { run, request, counts } = filling
    const last: PoolDelivery = { run, added: [], removed: [], ...counts, state: 'stopped', problem }
    let kept = false
    try {
      kept = this.keep(filling, last)
    } finally {
      if (!kept) this.options.report({ image: request.image, ...last })
    }
  }

  private beginPool({ image, params: input, strategy }: EverythingRequest, first: PoolDelivery): PoolKey {
    const { store, inference } = this.options
    const { modelId } = inference
    const params = resolveEverythingParams(input)
    return store.proposals.begin(image, { modelId, strategy, params }, first)
  }

  /** False where there is no pool yet, and nothing to be kept. */
  private keep({ request, pool }: ActiveRun, delivery: PoolDelivery): boolean {
    if (pool === null) return false
    this.options.store.proposals.deliver(request.image, pool, delivery)
    return true
  }
}

function stopped(): ProblemError {
  return new ProblemError('cancelled', 'The segmentation was stopped', {})
}

function superseded(): ProblemError {
  return new ProblemError('superseded', 'Another segmentation is waited for', {})
}

/** What the window is told of a proposal. */
function proposalView({ id, rle, bbox, area, predictedIou, stability, ...rest }: Proposal): ProposalView {
  const { width, height, counts } = rle
  return {
    id,
    mask: { width, height, counts: countsToString(counts) },
    area,
    box: bbox,
    score: predictedIou,
    stability,
    point: rest.point,
    cropBox: rest.cropBox,
    dismissed: false
  }
}
