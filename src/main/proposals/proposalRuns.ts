import { resolveEverythingParams } from '@shared/everything/validate'
import type { ProposalPool, ProposalsChange } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, toProblem } from '@shared/schema/problem'
import type { RunId } from '@shared/schema/proposal'
import { nanoid } from 'nanoid'
import type { Broadcast } from '../app/workspace'
import type { EverythingNews, EverythingRequest } from '../inference/everythingClient'
import type { InferenceService } from '../inference/inferenceService'
import type { PoolDelivery, PoolKey } from '../project/proposals'
import type { ProjectStore } from '../project/projectStore'
import { proposalView } from './proposalView'

export interface ProposalRunsOptions {
  readonly store: ProjectStore
  readonly inference: Pick<InferenceService, 'everything' | 'modelId'>
  readonly broadcast: Broadcast
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

const nothing = { added: [], removed: [], decodes: 0, skipped: 0, total: 0 } as const

/** Runs of whole-image segmentation for the images of one project: what they find goes to the project and the window. */
export class ProposalRuns {
  private readonly runs = new Map<ImageId, Run>()

  constructor(private readonly options: ProposalRunsOptions) {}

  /** An image's pool as the window shows it. */
  load(image: ImageId): ProposalPool | null {
    const pool = this.options.store.proposals.load(image)
    return pool && { ...pool, run: this.runs.get(image)?.id ?? null }
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
    const { store, inference } = this.options
    const { image, strategy } = request
    const kept: { pool?: PoolKey } = {}
    try {
      const params = resolveEverythingParams(request.params)
      await inference.everything(request, signal, (news) => {
        const delivery = deliveryOf(news)
        if (kept.pool === undefined) {
          const { modelId } = inference
          kept.pool = store.proposals.begin(image, { modelId, strategy, params }, delivery)
        } else store.proposals.deliver(image, kept.pool, delivery)
        this.tell({ image, run: id, ...delivery, problem: null })
      })
    } catch (error) {
      const problem = toProblem(error)
      const byChoice = problem.kind === 'cancelled' || problem.kind === 'superseded'
      try {
        if (kept.pool !== undefined) store.proposals.stop(kept.pool)
      } finally {
        this.tell({ image, run: id, ...nothing, state: 'stopped', problem: byChoice ? null : problem })
      }
      throw error
    }
  }

  private tell(change: ProposalsChange): void {
    const { store, broadcast } = this.options
    broadcast('proposals.changed', change)
    const row = store.image(change.image)
    if (row) broadcast('images.changed', [row])
  }
}

function deliveryOf({ added, done, ...news }: EverythingNews): PoolDelivery {
  return { ...news, added: added.map(proposalView), state: done ? 'complete' : 'running' }
}

function stopped(): ProblemError {
  return new ProblemError('cancelled', 'The segmentation was stopped', {})
}

function superseded(): ProblemError {
  return new ProblemError('superseded', 'Another segmentation is waited for', {})
}
