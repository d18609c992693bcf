import { z } from 'zod'

const fields = {
  language: z.enum(['system', 'en', 'ru']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Larger images are refused before they are decoded. */
  pixelLimitMegapixels: z.number().int().min(1).max(2000),
  /** How many of the next images are encoded ahead; 0 turns it off. */
  encodeAhead: z.number().int().min(0).max(1000),
  diskCacheMegabytes: z.number().int().min(0).max(1_000_000),
  /** Threads of the model's sessions; 0 chooses by the machine. */
  threads: z.number().int().min(0).max(128)
}

/** A change of some settings. It has no defaults: what it does not name stays as it is. */
export const settingsChangeSchema = z.object(fields).partial()
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/** What the user can set; every field has a default, so that old files stay readable. */
export const settingsSchema = z.object({
  language: fields.language.default('system'),
  theme: fields.theme.default('system'),
  pixelLimitMegapixels: fields.pixelLimitMegapixels.default(200),
  encodeAhead: fields.encodeAhead.default(8),
  diskCacheMegabytes: fields.diskCacheMegabytes.default(4096),
  threads: fields.threads.default(0)
})
export type Settings = z.infer<typeof settingsSchema>
export const defaultSettings: Settings = settingsSchema.parse({})
