import { z } from 'zod'
import { everythingProblems, type EverythingInput } from '../segment/validate'
import { labelIdSchema } from './ids'
import { pointSchema } from './shape'

/** `reference` does step by step what the official code does; `fast` finds the same with less work. */
export const everythingStrategySchema = z.enum(['fast', 'reference'])
export type EverythingStrategy = z.infer<typeof everythingStrategySchema>

const number = z.number().optional()

/** Settings of whole-image segmentation as the window gives them; what is wrong is named with what it may be. */
export const everythingInputSchema = z
  .strictObject({
    pointsPerSide: number,
    pointsStride: number,
    pointGrids: z.array(z.array(pointSchema)).nullable().optional(),
    pointsPerBatch: number,
    predIouThresh: number,
    stabilityScoreThresh: number,
    stabilityScoreOffset: number,
    boxNmsThresh: number,
    cropNLayers: number,
    cropNmsThresh: number,
    cropOverlapRatio: number,
    cropNPointsDownscaleFactor: number,
    minMaskRegionArea: number,
    maxProposals: number
  } satisfies Record<keyof EverythingInput, z.ZodType>)
  .superRefine((input, context) => {
    for (const { param, message } of everythingProblems(input)) {
      context.addIssue({ code: 'custom', path: [param], message })
    }
  })

/** 'stopped': ended before all of its points were decoded, by the user, an error, or the end of the application. */
export const poolStateSchema = z.enum(['running', 'complete', 'stopped'])
export type PoolState = z.infer<typeof poolStateSchema>

/** Names a run of whole-image segmentation in its events. */
export type RunId = string & z.BRAND<'RunId'>

/** What a detector says of a proposal; image pixels. */
export const detectedSchema = z.object({
  labelId: labelIdSchema,
  score: z.number(),
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
})
export type Detected = z.infer<typeof detectedSchema>

/**
 * Which proposals are taken when many are taken at once: all; those that lie in no other one; those that no other one
 * lies in. The first makes objects that lie in each other.
 */
export const poolPartsSchema = z.enum(['whole', 'smallest', 'all'])
export type PoolParts = z.infer<typeof poolPartsSchema>

/** Which proposals of a pool are shown, and which of them are taken together; kept with it. Nothing is removed by a filter. */
export const poolFiltersSchema = z.object({
  /** The least predicted IoU. */
  minScore: z.number().min(0).max(1).default(0),
  minStability: z.number().min(0).max(1).default(0),
  /** Object pixels, ends included; null: no upper limit. */
  minArea: z.number().int().min(0).default(0),
  maxArea: z.number().int().min(0).nullable().default(null),
  /** Leaves out what an object of the image covers already. */
  hideCovered: z.boolean().default(true),
  parts: poolPartsSchema.default('whole')
})
export type PoolFilters = z.infer<typeof poolFiltersSchema>
export const defaultPoolFilters: PoolFilters = poolFiltersSchema.parse({})
