import type { Proposal } from '@shared/segment/proposal'
import { ProblemError } from '@shared/schema/problem'
import type { EverythingRequest } from '../../jobs/folder/services'
import type { EverythingNews as EngineNews, EverythingResult } from '../../engine/process/protocol'
import type { ImageRef } from '../../engine/embeddings/embeddingTypes'
import { untilAborted } from '../../rpc/untilAborted'
import type { CallEngine } from './engineHost'

/** What a run brought since it was last heard of; `removed` goes before `added` comes. */
export interface SegmentationUpdate {
  readonly added: readonly Proposal[]
  readonly removed: readonly string[]
  /** Decoder runs so far, points that need none, and points in all. */
  readonly decodes: number
  readonly skipped: number
  readonly total: number
  readonly done: boolean
}

/**
 * Segments an image: a call whose news are proposals; resolves after the last news. When the engine's process ends, the
 * host repeats the call; what was brought already is not brought again. Rejects with the signal's reason as soon as that
 * is aborted.
 * @throws ProblemError image-*, bad-prompt, engine-*, and what `onNews` throws
 */
export function segmentEverything(
  call: CallEngine,
  ref: ImageRef,
  { params, strategy }: Pick<EverythingRequest, 'params' | 'strategy'>,
  signal: AbortSignal,
  onNews: (news: SegmentationUpdate) => void
): Promise<void> {
  const shown = new Shown()
  const segment = async (): Promise<void> => {
    const options = { signal, onNews: (news: EngineNews) => onNews(shown.take(news)) }
    for (;;) {
      try {
        const result = await call('everything', { ...ref, params, strategy }, options)
        if (!signal.aborted) onNews(shown.complete(result))
        return
      } catch (error) {
        // Its image was no longer the current one when its turn to be encoded came. A caller who gave up may have
        // given the same reason.
        const isDemoted = error instanceof ProblemError && error.kind === 'superseded' && !signal.aborted
        if (!isDemoted) throw error
      }
    }
  }
  return untilAborted(segment(), signal)
}

/** The proposals that were brought and not taken back, over all attempts. */
class Shown {
  private readonly ids = new Set<string>()

  take(news: EngineNews): SegmentationUpdate {
    return this.change(news, news.removed, false)
  }

  /** What an earlier attempt brought and this one did not is taken back. */
  complete(result: EverythingResult): SegmentationUpdate {
    const final = new Set(result.order)
    return this.change(
      result,
      [...this.ids].filter((id) => !final.has(id)),
      true
    )
  }

  private change(news: EngineNews, gone: readonly string[], done: boolean): SegmentationUpdate {
    const { decodes, skipped, total } = news
    const removed = gone.filter((id) => this.ids.has(id))
    const added = news.added.filter(({ id }) => !this.ids.has(id))
    for (const id of removed) this.ids.delete(id)
    for (const { id } of added) this.ids.add(id)
    return { added, removed, decodes, skipped, total, done }
  }
}
