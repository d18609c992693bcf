import type { Rle } from '@shared/mask/rle'

/** A click: label 1 = object, 0 = background. */
export interface PromptPoint {
  readonly x: number
  readonly y: number
  readonly label: 0 | 1
}

/**
 * One mask of an earlier result. Of four, index 0 is the single-mask token, 1–3 the multimask outputs, in practice from
 * the smallest to the largest.
 */
export interface CandidateRef {
  readonly resultId: string
  readonly index: number
}

/** A prompt needs a point, a box, or both. */
export interface Prompt {
  readonly points: readonly PromptPoint[]
  /** Left, top, right, bottom. */
  readonly box?: readonly [number, number, number, number] | undefined
  /** The mask to refine: its low-resolution logits are fed back. Left out when the engine has forgotten it. */
  readonly previous?: CandidateRef | undefined
}

/** A mask at image resolution: row-major runs. */
export interface CandidateMask extends Rle {
  readonly index: number
  /** Object pixels. */
  readonly area: number
}
