import { z } from 'zod'
import { labelIdSchema } from './ids'

/** A class of objects. The name is what exports carry; ids are pinned, so renaming keeps the exports' numbers. */
export const labelSchema = z.object({
  id: labelIdSchema,
  name: z.string().trim().min(1).max(200),
  color: z.string().regex(/^#[0-9a-f]{6}$/)
})
export type Label = z.infer<typeof labelSchema>

/** What the class is called that a new project begins with, until somebody gives it a name. */
export const placeholderName = 'object'

/** Colours for new classes: told apart on photographs and from each other, also with a colour-vision deficiency. */
export const labelPalette = [
  '#e6423c',
  '#3b82f6',
  '#22b455',
  '#f59e0b',
  '#a855f7',
  '#06b6d4',
  '#ec4899',
  '#84cc16',
  '#f97316',
  '#6366f1',
  '#14b8a6',
  '#d946ef',
  '#eab308',
  '#0ea5e9',
  '#10b981',
  '#f43f5e'
] as const

/** The colour of the n-th class. */
export function paletteColor(index: number): string {
  return labelPalette[index % labelPalette.length] ?? labelPalette[0]
}
