import { capabilitiesSchema } from '@shared/schema/capabilities'
import { z } from 'zod'
import { checkedBySchema, modelFactsSchema, modelIdSchema } from '@shared/schema/models'

/** A file of a model, below its folder. */
const libraryFileSchema = z.object({
  file: z.string().refine((path) => path.split('/').every((part) => !/^\.*$|[\\:\0]/.test(part))),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/)
})
export type LibraryFile = z.infer<typeof libraryFileSchema>

/** What the library keeps of a model, under `library` in its manifest.json; for promptable ones beside the engine's part. */
const libraryEntrySchema = modelFactsSchema.extend({
  schema: z.literal(1),
  id: modelIdSchema,
  name: z.string().min(1),
  licence: z.string(),
  /** An address, or the name of the file that was added. */
  source: z.string(),
  checkedBy: checkedBySchema,
  /** Every file that is loaded; the first is the model, or the encoder before the decoder. */
  files: z.array(libraryFileSchema).min(1)
})
export type LibraryEntry = z.infer<typeof libraryEntrySchema>

/** manifest.json of a user's model; what the engine reads besides is left to it. */
export const libraryManifestSchema = z
  .looseObject({
    library: libraryEntrySchema,
    /** The engine's part; models that were added by earlier versions say it only here. */
    capabilities: capabilitiesSchema.optional()
  })
  .transform(({ library, capabilities }) => ({
    library: { ...library, capabilities: library.capabilities ?? capabilities ?? null }
  }))
