import { z } from 'zod'

/** What the user can set; every field has a default, so that old files stay readable. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'ru']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Larger images are refused before they are decoded. */
  pixelLimitMegapixels: z.number().int().min(1).max(2000).default(200),
  /** How many of the next images are encoded ahead; 0 turns it off. */
  encodeAhead: z.number().int().min(0).max(1000).default(8),
  diskCacheMegabytes: z.number().int().min(0).max(1_000_000).default(4096),
  /** Threads of the model's sessions; 0 chooses by the machine. */
  threads: z.number().int().min(0).max(128).default(0)
})
export type Settings = z.infer<typeof settingsSchema>
export const defaultSettings: Settings = settingsSchema.parse({})
