import type { AnnotationId, ImageId } from '@shared/schema/ids'
import type { Prompt } from '@shared/schema/prompt'
import type { MaskChoice, PredictRequest } from '../services'
import type { Answer } from './answer'

/** One state of a fixed prompt: what is asked, the mask it refines, and the answer once it is here. */
export class PromptStep {
  #answer: Answer | null = null
  #flight: Promise<Answer> | null = null

  constructor(
    readonly image: ImageId,
    readonly prompt: Prompt,
    readonly previous: MaskChoice | null,
    /** The object that is outlined anew; null for a new one. */
    readonly target: AnnotationId | null = null
  ) {}

  get answer(): Answer | null {
    return this.#answer
  }

  /** The answer is on its way. */
  get waiting(): boolean {
    return this.#flight !== null
  }

  get request(): PredictRequest {
    return { image: this.image, stream: 'prompt', prompt: this.prompt, previous: this.previous }
  }

  /** The answer; it is asked for at most once at a time, and again after a failure. */
  ask(send: (request: PredictRequest) => Promise<Answer>): Promise<Answer> {
    if (this.#answer) return Promise.resolve(this.#answer)
    if (this.#flight) return this.#flight
    return this.track(send(this.request))
  }

  /** Takes an answer that is on its way already. */
  track(flight: Promise<Answer>): Promise<Answer> {
    const settled = flight.then(
      (answer) => {
        this.#flight = null
        this.#answer = answer
        return answer
      },
      (error: unknown) => {
        this.#flight = null
        throw error
      }
    )
    this.#flight = settled
    return settled
  }

  /** Takes an answer that is here already. */
  settle(answer: Answer): void {
    this.#answer = answer
  }
}
