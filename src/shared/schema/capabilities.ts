import { z } from 'zod'
import type { PromptPoint } from './prompt'

/** What a promptable model can do; what it cannot is refused, or left out where that does no harm. */
export const capabilitiesSchema = z.object({
  /**
   * How many masks a prompt gives: 4 = the single-mask token's, then the three multimask outputs; 3 = these alone;
   * 1 = the model chooses. Left out where the model's file does not say it.
   */
  masks: z.int().positive().optional(),
  /** Whether a mask can be fed back. If not, refinement goes by the points alone. */
  refine: z.boolean(),
  /** Whether clicks on the background are understood. */
  background: z.boolean(),
  box: z.boolean(),
  /** The most clicks of a prompt; a box counts as two. */
  maxPoints: z.int().positive().optional()
})
export type Capabilities = z.infer<typeof capabilitiesSchema>

/** What of a prompt a model may not understand; the interface has words for each. */
export const refusals = {
  'no-background': 'it knows no clicks on the background',
  'no-boxes': 'it knows no boxes',
  'too-many-points': 'it takes fewer points'
} as const
export type Refusal = keyof typeof refusals

/** Why a model cannot be asked this; null where it can. To leave a part out would give a mask that nobody asked for. */
export function refusalOf(
  { points, box }: { readonly points: readonly PromptPoint[]; readonly box?: unknown },
  capabilities: Capabilities
): Refusal | null {
  const { maxPoints = Number.POSITIVE_INFINITY } = capabilities
  if (box && !capabilities.box) return 'no-boxes'
  if (!capabilities.background && points.some(({ label }) => label === 0)) return 'no-background'
  // A box without clicks is two points of its own, and needs no padding.
  const boxOnly = box && points.length === 0
  return !boxOnly && points.length + (box ? 2 : 0) > maxPoints ? 'too-many-points' : null
}
