import type { EverythingInput } from '@shared/everything/validate'
import type { Proposal } from '@shared/everything/proposal'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, type Problem } from '@shared/schema/problem'
import type { EverythingStrategy } from '@shared/schema/proposal'
import { nanoid } from 'nanoid'
import { engineProblem } from './engine/engineProblem'
import type { EngineMethod, EngineParams, EngineResult, EverythingEvent, ImageRef } from './engine/protocol'

/** What is to be segmented, and how. */
export interface EverythingRequest {
  readonly image: ImageId
  readonly params: EverythingInput
  readonly strategy: EverythingStrategy
}

/** What a run brought since it was last heard of; `removed` goes before `added` comes. */
export interface EverythingNews {
  readonly added: readonly Proposal[]
  readonly removed: readonly string[]
  /** Decoder runs so far, points that need none, and points in all. */
  readonly decodes: number
  readonly skipped: number
  readonly total: number
  readonly done: boolean
}

/** The engine as it is asked. */
export type CallEngine = <M extends EngineMethod>(
  method: M,
  params: EngineParams<M>
) => Promise<EngineResult<M>>

interface Run {
  /** The engine's name for it; another whenever it is begun anew. */
  id: string
  readonly ref: ImageRef
  readonly request: EverythingRequest
  readonly onNews: (news: EverythingNews) => void
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  /** The ids that were brought and not taken back. */
  readonly shown: Set<string>
  /** The engine has taken it up: if its process ends, nobody else will repeat it. */
  accepted: boolean
  /** Whether a process died that had it. */
  repeated: boolean
}

/**
 * Whole-image segmentation as the host sees it: a run is a promise with news on its way. When the engine's process
 * ends, what it had taken up is begun anew once; what was brought already is not brought again.
 */
export class EverythingClient {
  private readonly runs = new Map<string, Run>()

  constructor(
    private readonly call: CallEngine,
    private readonly refOf: (image: ImageId) => Promise<ImageRef>
  ) {}

  /** Whether anybody waits for a run. */
  get busy(): boolean {
    return this.runs.size > 0
  }

  /**
   * Segments an image; resolves after the last news. Rejects with the signal's reason as soon as that is aborted.
   * @throws ProblemError image-*, bad-prompt, engine-*, and what `onNews` throws
   */
  async run(
    request: EverythingRequest,
    signal: AbortSignal,
    onNews: (news: EverythingNews) => void
  ): Promise<void> {
    const ref = await this.refOf(request.image)
    signal.throwIfAborted()
    let abort = (): void => undefined
    const done = new Promise<void>((resolve, reject) => {
      const shown = new Set<string>()
      const run: Run = {
        id: '',
        ref,
        request,
        onNews,
        resolve,
        reject,
        shown,
        accepted: false,
        repeated: false
      }
      abort = () => this.drop(run, signal.reason instanceof Error ? signal.reason : cancelled())
      this.begin(run)
    })
    signal.addEventListener('abort', abort, { once: true })
    return done.finally(() => signal.removeEventListener('abort', abort))
  }

  /** What the engine says of a run. */
  onEvent({ runId, error, order, added, removed, decodes, skipped, total, done }: EverythingEvent): void {
    const run = this.runs.get(runId)
    if (!run) return
    if (error) {
      // Its image was no longer the current one when its turn to be encoded came.
      if (error.kind === 'superseded') this.begin(run)
      else this.fail(run, ProblemError.from(engineProblem(error)))
      return
    }
    const { shown } = run
    const final = new Set(order)
    const gone = done ? [...shown].filter((id) => !final.has(id)) : removed.filter((id) => shown.has(id))
    const fresh = added.filter(({ id }) => !shown.has(id))
    for (const id of gone) shown.delete(id)
    for (const { id } of fresh) shown.add(id)
    try {
      run.onNews({ added: fresh, removed: gone, decodes, skipped, total, done })
    } catch (thrown) {
      this.drop(run, toError(thrown))
      return
    }
    if (!done) return
    this.runs.delete(runId)
    run.resolve()
  }

  /** The engine's process ended, and another starts; `problem` is null when the user asked for it. */
  onRestart(problem: Problem | null): void {
    for (const run of [...this.runs.values()]) {
      if (!run.accepted) continue
      if (problem && run.repeated) this.fail(run, ProblemError.from(problem))
      else {
        run.repeated ||= problem !== null
        this.begin(run)
      }
    }
  }

  /** The engine has failed for good. */
  onFailure(problem: Problem): void {
    for (const run of [...this.runs.values()]) this.fail(run, ProblemError.from(problem))
  }

  private begin(run: Run): void {
    this.runs.delete(run.id)
    run.id = nanoid()
    run.accepted = false
    this.runs.set(run.id, run)
    const { id: runId, ref, request } = run
    const { params, strategy } = request
    this.call('everythingStart', { runId, ...ref, params, strategy }).then(
      () => {
        run.accepted = true
      },
      (error: unknown) => this.fail(run, toError(error))
    )
  }

  /** Nobody waits for a run any more; the engine may have ended it already, or itself. */
  private drop(run: Run, error: Error): void {
    this.fail(run, error)
    this.call('everythingCancel', { runId: run.id }).catch(() => undefined)
  }

  private fail(run: Run, error: Error): void {
    this.runs.delete(run.id)
    run.reject(error)
  }
}

function cancelled(): ProblemError {
  return new ProblemError('cancelled', 'The segmentation was stopped', {})
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
