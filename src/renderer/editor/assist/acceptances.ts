import { maskBounds } from '@shared/mask/maskData'
import type { CandidateMask } from '@shared/ipc/views'
import { ProblemError } from '@shared/schema/problem'
import type { Prompt } from '@shared/schema/prompt'
import type { MaskData } from '@shared/schema/shape'
import type { MaskChoice } from '../services'
import type { Answer } from './answer'
import type { PromptStep } from './promptSteps'

/** A prompt's mask that is to become an object. */
export interface AcceptedMask {
  readonly prompt: Prompt
  readonly mask: MaskData
  readonly modelId: string
  readonly score: number | null
}

interface AcceptancesHost {
  readonly send: (step: PromptStep) => Promise<Answer>
  readonly candidate: (choice: MaskChoice) => Promise<CandidateMask>
  readonly failed: (step: PromptStep, error: unknown) => void
  readonly onChange: () => void
}

/**
 * Prompts that were accepted. Where the answer is still on its way the object follows when it arrives, whatever the
 * user does meanwhile: the next prompt is kept back until then, and another image may be open.
 */
export class Acceptances {
  readonly #waiting = new Set<PromptStep>()
  #tail: Promise<unknown> = Promise.resolve()

  constructor(private readonly host: AcceptancesHost) {}

  get busy(): boolean {
    return this.#waiting.size > 0
  }

  /** The one that has waited longest. */
  get first(): PromptStep | null {
    return this.#waiting.values().next().value ?? null
  }

  has(step: PromptStep): boolean {
    return this.#waiting.has(step)
  }

  /** Resolves when all that are waiting now have become objects, or failed. */
  async done(): Promise<void> {
    await this.#tail
  }

  accept(step: PromptStep, receive: (accepted: AcceptedMask) => void): void {
    const { answer } = step
    const mask = answer?.mask
    if (mask) {
      this.#finish(step, () => receive(acceptedMask(step, answer, mask)))
      return
    }
    const earlier = this.#tail
    this.#waiting.add(step)
    const arrival = this.#arrival(step, receive)
    this.#tail = Promise.all([earlier, arrival])
  }

  cancelLast(): boolean {
    const last = [...this.#waiting].pop()
    if (!last) return false
    this.#waiting.delete(last)
    this.host.onChange()
    return true
  }

  cancelAll(): void {
    this.#waiting.clear()
  }

  async #arrival(step: PromptStep, receive: (accepted: AcceptedMask) => void): Promise<void> {
    try {
      const answer = await this.host.send(step)
      const mask = await answer.load(this.host.candidate)
      if (this.#waiting.delete(step)) {
        this.#finish(step, () => receive(acceptedMask(step, answer, mask)))
      }
    } catch (error) {
      if (this.#waiting.delete(step)) this.host.failed(step, error)
    }
    this.host.onChange()
  }

  #finish(step: PromptStep, receive: () => void): void {
    try {
      receive()
    } catch (error) {
      this.host.failed(step, error)
    }
  }
}

/** @throws ProblemError when the mask has no pixel. */
function acceptedMask(step: PromptStep, answer: Answer, mask: MaskData): AcceptedMask {
  if (!maskBounds(mask)) {
    throw new ProblemError('bad-prompt', 'The mask is empty', { reason: 'the mask is empty' })
  }
  const { prompt } = step
  return { prompt, mask, modelId: answer.prediction.modelId, score: answer.score }
}
