import { randomBytes } from 'node:crypto'
import type { Embedding } from '../embeddings/cache/embedding'
import { EngineError } from '@shared/engineError'
import type { PredictParams, PredictResult } from '../process/protocol'
import type { ImageRef } from '../embeddings/embeddingTypes'
import type { CandidateMask, CandidateRef } from './promptTypes'
import { PromptQueue } from './promptQueue'
import { RollingMedian } from '../process/timings'
import type { WorkerLink } from '../process/workers/workerLink'
import type { DecoderCalls } from '../process/workers/messages'

export interface PromptsOptions {
  readonly decoder: Pick<WorkerLink<DecoderCalls>, 'call'>
  /** Finds or makes an image's embedding at a prompt's priority. */
  readonly embed: (image: ImageRef) => Promise<Embedding>
  /** Told whenever a prompt came or went. */
  readonly onChange: () => void
}

/** Answers prompts: waits for the image, then for its turn, then asks the decoder. */
export class Prompts {
  /** The decoder's runs. */
  readonly decodeTimes = new RollingMedian()
  /** From a prompt's turn to its answer. */
  readonly times = new RollingMedian()
  private readonly queue = new PromptQueue()
  // The decoder forgets its results when it is restarted; names of an earlier run must not match new ones.
  private readonly run = randomBytes(4).toString('hex')
  private lastResult = 0
  private latestImage: string | undefined

  constructor(private readonly options: PromptsOptions) {}

  /** Prompts that wait or run. */
  get size(): number {
    return this.queue.size
  }

  /** The image of the latest prompt. */
  get imageKey(): string | undefined {
    return this.latestImage
  }

  /** Rejects as soon as the signal is aborted. */
  async predict(params: PredictParams, signal: AbortSignal): Promise<PredictResult> {
    const arrived = performance.now()
    const { imageKey, prompt } = params
    if (prompt.points.length === 0 && !prompt.box) {
      throw new EngineError('bad-prompt', 'A prompt needs a point or a box')
    }
    if (signal.aborted) throw new EngineError('cancelled', 'The prompt was cancelled')
    const ticket = this.queue.enter(params.stream)
    const cancel = (): void => this.queue.cancel(ticket)
    signal.addEventListener('abort', cancel, { once: true })
    this.latestImage = imageKey
    this.options.onChange()
    try {
      const embedding = await ticket.race(this.options.embed(params))
      const resultId = `${this.run}-${++this.lastResult}`
      const { reply, started } = await this.queue.run(ticket, async () => {
        const started = performance.now()
        const params = { resultId, embedding, prompt }
        return { started, reply: await this.options.decoder.call('predict', params, { note: imageKey }) }
      })
      const { scores, selected, choices, mask, refined, decode_ms, mask_ms } = reply
      const total_ms = performance.now() - arrived
      this.decodeTimes.add(decode_ms)
      this.times.add(performance.now() - started)
      const timings = { wait_ms: started - arrived, decode_ms, mask_ms, total_ms }
      const { width, height } = mask
      return { resultId, width, height, scores, selected, choices, mask, refined, timings }
    } finally {
      signal.removeEventListener('abort', cancel)
      this.queue.leave(ticket)
      this.options.onChange()
    }
  }

  candidate(ref: CandidateRef): Promise<CandidateMask> {
    return this.options.decoder.call('candidate', ref)
  }
}
