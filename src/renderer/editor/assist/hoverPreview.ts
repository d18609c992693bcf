import type { Prediction } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { Prompt } from '@shared/schema/prompt'
import type { PredictRequest } from '../services'
import { Answer } from './answer'

interface Asked {
  readonly image: ImageId
  readonly prompt: Prompt
}

/**
 * The live preview before a prompt is fixed. One request is under way at a time; of the positions that come
 * meanwhile only the newest is asked next. Answers that come after `clear` are dropped.
 */
export class HoverPreview {
  #wanted: Asked | null = null
  #flight: (Asked & { readonly answer: Promise<Answer> }) | null = null
  #shown: (Asked & { readonly answer: Answer }) | null = null
  /** Counts the calls of `clear`, so that an answer knows whether it is still wanted. */
  #round = 0
  /** The last request failed; told once, not for every position. */
  #failing = false

  constructor(
    private readonly predict: (request: PredictRequest) => Promise<Prediction>,
    private readonly onChange: () => void,
    private readonly onProblem: (error: unknown) => void
  ) {}

  /** The prompt that the pointer stands for, or null when nothing is followed. */
  get prompt(): Prompt | null {
    return this.#wanted?.prompt ?? null
  }

  /** The newest answer, which may be to a position that the pointer has just left. */
  get answer(): Answer | null {
    return this.#shown?.answer ?? null
  }

  /** Whether the answer is the one to where the pointer is now. */
  get current(): boolean {
    return (
      this.#wanted !== null && this.#shown !== null && samePrompt(this.#wanted.prompt, this.#shown.prompt)
    )
  }

  /** Follows the pointer to another prompt. */
  follow(image: ImageId, prompt: Prompt): void {
    if (this.#wanted?.image === image && samePrompt(this.#wanted.prompt, prompt)) return
    this.#wanted = { image, prompt }
    this.onChange()
    this.#ask()
  }

  /** Shows nothing any more. */
  clear(): void {
    if (!this.#wanted && !this.#shown) return
    this.#wanted = null
    this.#shown = null
    this.#round++
    this.onChange()
  }

  /** The answer to exactly this prompt if it is here or on its way, so that fixing it need not ask again. */
  take(image: ImageId, prompt: Prompt): Promise<Answer> | Answer | null {
    if (this.#shown?.image === image && samePrompt(this.#shown.prompt, prompt)) return this.#shown.answer
    if (this.#flight?.image === image && samePrompt(this.#flight.prompt, prompt)) return this.#flight.answer
    return null
  }

  #ask(): void {
    const wanted = this.#wanted
    if (!wanted || this.#flight || this.current) return
    const answer = this.predict({ ...wanted, stream: 'hover', previous: null }).then(
      (prediction) => new Answer(prediction)
    )
    const round = this.#round
    this.#flight = { ...wanted, answer }
    answer.then(
      (value) => {
        this.#flight = null
        this.#failing = false
        if (round === this.#round) {
          this.#shown = { ...wanted, answer: value }
          this.onChange()
        }
        this.#ask()
      },
      (error: unknown) => {
        this.#flight = null
        // Once it is not followed any more its failure is of no interest, or whoever took it tells.
        if (round === this.#round && !this.#failing) this.onProblem(error)
        this.#failing = true
        // Only a newer position is asked again, or a failing engine would be asked without end.
        if (this.#wanted !== wanted) this.#ask()
      }
    )
  }
}

/** Whether two prompts ask the same. */
function samePrompt(a: Prompt, b: Prompt): boolean {
  return (
    a.points.length === b.points.length &&
    a.points.every((point, i) => {
      const other = b.points[i]
      return point.x === other?.x && point.y === other.y && point.label === other.label
    }) &&
    (a.box === b.box || (a.box !== null && a.box.every((side, i) => side === b.box?.[i])))
  )
}
