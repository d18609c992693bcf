import type { CandidateMask, Prediction } from '@shared/ipc/views'
import type { MaskData } from '@shared/schema/shape'
import type { AssistCandidate } from '../editorState'
import type { MaskChoice } from '../services'

/** SAM's answer to one prompt, and which of its masks is chosen. The other masks are asked for when needed. */
export class Answer {
  #index: number
  /** The masks to choose from, with what SAM expects of each. */
  readonly candidates: readonly AssistCandidate[]
  readonly #masks = new Map<number, MaskData>()
  readonly #loading = new Map<number, Promise<MaskData>>()

  constructor(readonly prediction: Prediction) {
    this.#index = prediction.selected.index
    this.candidates = prediction.choices.map((choice) => ({
      ...choice,
      score: prediction.scores[choice.index] ?? 0
    }))
    this.#masks.set(prediction.selected.index, prediction.selected.mask)
  }

  get index(): number {
    return this.#index
  }

  /** The chosen mask, as soon as it is here. */
  get mask(): MaskData | null {
    return this.#masks.get(this.#index) ?? null
  }

  get score(): number | null {
    return this.prediction.scores[this.#index] ?? null
  }

  get choice(): MaskChoice {
    return { result: this.prediction.resultId, index: this.#index }
  }

  /** Takes a mask of the answer; models differ in how many there are. */
  choose(index: number): void {
    if (index >= 0 && index < this.prediction.scores.length) this.#index = index
  }

  /** The mask that a digit from 1 on chooses: the nth by size. Null where there are fewer. */
  ofDigit(digit: number): number | null {
    const { choices } = this.prediction
    const sized = choices.length > 1 ? choices.filter(({ size }) => size !== 'overall') : choices
    return sized[digit - 1]?.index ?? null
  }

  /** The mask a step larger or smaller. The single-mask token's only counts where SAM chose it. */
  neighbour(step: 1 | -1): number {
    const { choices, selected } = this.prediction
    const indexes = choices
      .filter(({ index, size }) => size !== 'overall' || index === selected.index || choices.length === 1)
      .map(({ index }) => index)
    const at = indexes.indexOf(this.#index)
    return indexes[(at + step + indexes.length) % indexes.length] ?? this.#index
  }

  /** The chosen mask is on its way. */
  get loading(): boolean {
    return this.#loading.has(this.#index)
  }

  /** The chosen mask, fetched if need be; once at a time. */
  load(candidate: (choice: MaskChoice) => Promise<CandidateMask>): Promise<MaskData> {
    const { choice } = this
    const known = this.#masks.get(choice.index)
    if (known) return Promise.resolve(known)
    const loading = this.#loading.get(choice.index) ?? this.#fetch(choice, candidate)
    this.#loading.set(choice.index, loading)
    return loading
  }

  async #fetch(
    choice: MaskChoice,
    candidate: (choice: MaskChoice) => Promise<CandidateMask>
  ): Promise<MaskData> {
    try {
      const { mask } = await candidate(choice)
      this.#masks.set(choice.index, mask)
      return mask
    } finally {
      this.#loading.delete(choice.index)
    }
  }
}
