import { z } from 'zod'
import { pointSchema } from './shape'

/** A click: label 1 adds to the object, 0 takes away; image pixels. */
const promptPointSchema = pointSchema.extend({ label: z.union([z.literal(0), z.literal(1)]) })
export type PromptPoint = z.infer<typeof promptPointSchema>

/** Left, top, right, bottom in image pixels. */
const promptBoxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type PromptBox = z.infer<typeof promptBoxSchema>

/** What is asked of SAM: points, a box, or both. */
export const promptSchema = z.object({
  points: z.array(promptPointSchema).max(256),
  box: promptBoxSchema.nullable()
})
export type Prompt = z.infer<typeof promptSchema>

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
