import { z } from 'zod'
import { formatIdSchema } from '@shared/schema/formats'
import { imageIdSchema } from '@shared/schema/ids'

/** What the journal keeps of an import: the entries that belong to it. What they changed, they say themselves. */
export const importRecordSchema = z.object({
  format: formatIdSchema,
  objects: z.number().int(),
  /** The entry of the classes that it made, or null. */
  labels: z.number().int().nullable(),
  /** The images, each with its entry, and how many objects more it got than it lost; older ones do not say that. */
  images: z.array(z.tuple([imageIdSchema, z.number().int(), z.number().int().optional()]))
})
export type ImportRecord = z.infer<typeof importRecordSchema>
