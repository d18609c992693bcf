import { maskArea, maskFromBitmap } from '@shared/mask/maskData'
import { stampDisc } from '@shared/mask/brush'
import { emptyBitmap } from '@shared/mask/rle'
import type { CandidateMask, Prediction } from '@shared/ipc/views'
import { resultIdSchema, type ResultId } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'
import type { Prompt } from '@shared/schema/prompt'
import type { MaskChoice, PredictRequest } from '../services'

/** A request that waits for the test to answer it. */
interface Waiting {
  readonly request: PredictRequest
  readonly answer: () => void
  readonly fail: (error: Error) => void
}

/**
 * Stands for SAM with masks that anyone can foretell: a disc around each positive point (of radius 2, 4, 6, 8 for
 * the masks 0 to 3), less a disc of radius 2 around each negative one, or the box filled. It answers at once, or
 * when the test says so.
 */
export class ToySam {
  /** Answers wait for the test while true. */
  manual = false
  readonly waiting: Waiting[] = []
  readonly requests: PredictRequest[] = []
  readonly candidates: MaskChoice[] = []
  /** Candidates wait for this. */
  candidateGate: Promise<void> = Promise.resolve()
  readonly #prompts = new Map<ResultId, Prompt>()

  constructor(private readonly size: { readonly width: number; readonly height: number }) {}

  predict(request: PredictRequest): Promise<Prediction> {
    this.requests.push(request)
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        request,
        answer: () => {
          this.#remove(entry)
          resolve(this.#answer(request))
        },
        fail: (error) => {
          this.#remove(entry)
          reject(error)
        }
      }
      // A newer prompt of a stream takes the place of one that still waits.
      const older = this.waiting.find((other) => other.request.stream === request.stream)
      older?.fail(new ProblemError('superseded', 'A newer prompt took its place', {}))
      this.waiting.push(entry)
      if (!this.manual) entry.answer()
    })
  }

  async candidate(choice: MaskChoice): Promise<CandidateMask> {
    this.candidates.push(choice)
    await this.candidateGate
    return this.#mask(choice.result, choice.index)
  }

  /** Answers the request that has waited longest. */
  answerNext(): PredictRequest {
    const [entry] = this.waiting
    if (!entry) throw new Error('No request waits')
    entry.answer()
    return entry.request
  }

  #remove(entry: Waiting): void {
    this.waiting.splice(this.waiting.indexOf(entry), 1)
  }

  #answer({ prompt, previous }: PredictRequest): Prediction {
    const resultId = resultIdSchema.parse(`result-${this.#prompts.size + 1}`)
    this.#prompts.set(resultId, prompt)
    // As the official rule has it: one click is ambiguous, anything more means one mask.
    const index = prompt.points.length === 1 && !prompt.box && !previous ? 2 : 0
    return {
      resultId,
      modelId: 'toy-sam',
      scores: [0.9, 0.8, 0.95, 0.7],
      choices: [
        { index: 0, size: 'overall' },
        { index: 1, size: 'detail' },
        { index: 2, size: 'part' },
        { index: 3, size: 'whole' }
      ],
      selected: this.#mask(resultId, index),
      engineMs: 1
    }
  }

  #mask(result: ResultId, index: number): CandidateMask {
    const prompt = this.#prompts.get(result)
    if (!prompt) throw new Error(`No result ${result}`)
    const bitmap = emptyBitmap(this.size.width, this.size.height)
    if (prompt.box) {
      const [left, top, right, bottom] = prompt.box
      for (let y = Math.round(top); y < Math.round(bottom); y++) {
        bitmap.data.fill(1, y * bitmap.width + Math.round(left), y * bitmap.width + Math.round(right))
      }
    }
    for (const point of prompt.points.filter(({ label }) => label === 1)) {
      stampDisc(bitmap, point, 2 + 2 * index, 1)
    }
    for (const point of prompt.points.filter(({ label }) => label === 0)) stampDisc(bitmap, point, 2, 0)
    const mask = maskFromBitmap(bitmap)
    return { index, mask, area: maskArea(mask) }
  }
}
