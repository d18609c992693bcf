import type { MaskChoice, PredictRequest } from '../services'
import type { AnnotationId, ImageId } from '@shared/schema/ids'
import type { Prompt } from '@shared/schema/prompt'
import type { Answer } from './answer'

/** The states of the fixed prompt so far, so that a point can be taken back and put again. */
export class PromptSteps {
  #done: PromptStep[] = []
  #undone: PromptStep[] = []

  get current(): PromptStep | null {
    return this.#done[this.#done.length - 1] ?? null
  }

  get canGoBack(): boolean {
    return this.#done.length > 0
  }

  get canGoForward(): boolean {
    return this.#undone.length > 0
  }

  push(step: PromptStep): void {
    this.#done.push(step)
    this.#undone = []
  }

  /** Whether there was a step to take back. */
  back(): boolean {
    const step = this.#done.pop()
    if (step) this.#undone.push(step)
    return step !== undefined
  }

  /** Whether there was a step to put again. */
  forward(): boolean {
    const step = this.#undone.pop()
    if (step) this.#done.push(step)
    return step !== undefined
  }

  clear(): void {
    this.#done = []
    this.#undone = []
  }

  /**
   * The mask that the next point refines: the newest one that is here, as it was chosen. A mask of another box is
   * no beginning.
   */
  get toRefine(): MaskChoice | null {
    const box = this.current?.prompt.box
    for (const step of this.#done.toReversed()) {
      if (step.prompt.box !== box) return null
      if (step.answer) return step.answer.choice
    }
    return null
  }
}

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
