import { randomBytes } from 'node:crypto'
import type { Embedding } from './cache/embedding'
import { EngineError } from './errors'
import type { CandidateMask, CandidateRef, ImageRef, PredictParams, PredictResult } from './protocol'
import { PromptQueue } from './queue/promptQueue'
import { RollingMedian } from './timings'
import type { WorkerLink } from './workers/link'
import type { DecoderCalls } from './workers/messages'

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

  async predict(params: PredictParams): Promise<PredictResult> {
    const arrived = performance.now()
    const { imageKey, prompt } = params
    if (prompt.points.length === 0 && !prompt.box) {
      throw new EngineError('bad-prompt', 'A prompt needs a point or a box')
    }
    const ticket = this.queue.enter(params.requestId, params.stream)
    this.latestImage = imageKey
    this.options.onChange()
    try {
      const embedding = await ticket.race(this.options.embed(params))
      const resultId = `${this.run}-${++this.lastResult}`
      const { reply, started } = await this.queue.run(ticket, async () => {
        const started = performance.now()
        const params = { resultId, embedding, prompt }
        return { started, reply: await this.options.decoder.call('predict', params, { imageKey }) }
      })
      const { scores, selected, mask, refined, decode_ms, mask_ms } = reply
      const total_ms = performance.now() - arrived
      this.decodeTimes.add(decode_ms)
      this.times.add(performance.now() - started)
      const timings = { wait_ms: started - arrived, decode_ms, mask_ms, total_ms }
      return { resultId, width: mask.width, height: mask.height, scores, selected, mask, refined, timings }
    } finally {
      this.queue.leave(ticket)
      this.options.onChange()
    }
  }

  candidate(ref: CandidateRef): Promise<CandidateMask> {
    return this.options.decoder.call('candidate', ref)
  }

  cancel(requestId: string): boolean {
    return this.queue.cancel(requestId)
  }
}
