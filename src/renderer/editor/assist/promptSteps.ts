import type { MaskChoice } from '../services'
import type { PromptStep } from './promptStep'

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
