/**
 * What a mask candidate stands for: `overall` is the single-mask token's, the others are SAM's three multimask outputs by
 * their area. Null where a model gives another number of masks.
 */
export type CandidateSize = 'overall' | 'detail' | 'part' | 'whole' | null

/** A mask candidate that can be chosen: its index in the model's own order, and its size among the others. */
export interface CandidateChoice {
  readonly index: number
  readonly size: CandidateSize
}
