import { z } from 'zod'
import { mirrorAddressSchema } from './mirrorAddress'

/** How narrow and how wide the panels beside the canvas get, in CSS pixels. */
export const sidePanelWidth = { min: 180, max: 520 } as const
const panelWidth = z.number().int().min(sidePanelWidth.min).max(sidePanelWidth.max).nullable()

const fields = {
  language: z.enum(['system', 'en', 'ru']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Each object is drawn with the name of its class. */
  showClassNames: z.boolean(),
  /** Larger images are refused before they are decoded. */
  pixelLimitMegapixels: z.number().int().min(1).max(2000),
  /** How many of the next images are encoded ahead; 0 turns it off. */
  encodeAhead: z.number().int().min(0).max(1000),
  diskCacheMegabytes: z.number().int().min(0).max(1_000_000),
  /** Threads of the model's sessions; 0 chooses by the machine. */
  threads: z.number().int().min(0).max(128),
  /** The model of the library that answers clicks and segments whole images. */
  promptableModel: z.string().max(80),
  /** The models that find objects by themselves; null while none is chosen. */
  segmenterModel: z.string().max(80).nullable(),
  detectorModel: z.string().max(80).nullable(),
  /** Base address that models are downloaded from instead of their official hosts; empty for none. */
  modelMirror: z.union([z.literal(''), mirrorAddressSchema]),
  /** Widths that the user gave to the list of images, and to classes and objects; null: as the window suggests. */
  leftPanelWidth: panelWidth,
  rightPanelWidth: panelWidth
}

/** A change of some settings. It has no defaults: what it does not name stays as it is. */
export const settingsChangeSchema = z.object(fields).partial()
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/** What the user can set; every field has a default, so that old files stay readable. */
export const settingsSchema = z.object({
  language: fields.language.default('system'),
  theme: fields.theme.default('system'),
  showClassNames: fields.showClassNames.default(false),
  pixelLimitMegapixels: fields.pixelLimitMegapixels.default(200),
  encodeAhead: fields.encodeAhead.default(8),
  diskCacheMegabytes: fields.diskCacheMegabytes.default(4096),
  threads: fields.threads.default(0),
  promptableModel: fields.promptableModel.default('mobile-sam'),
  segmenterModel: fields.segmenterModel.default(null),
  detectorModel: fields.detectorModel.default(null),
  modelMirror: fields.modelMirror.default(''),
  leftPanelWidth: fields.leftPanelWidth.default(null),
  rightPanelWidth: fields.rightPanelWidth.default(null)
})
export type Settings = z.infer<typeof settingsSchema>

/**
 * Settings as an earlier version may have left them in the file: a mirror that is no longer allowed counts as none, and
 * costs no other setting.
 */
export const storedSettingsSchema = settingsSchema.extend({
  modelMirror: fields.modelMirror.default('').catch('')
})
export const defaultSettings: Settings = settingsSchema.parse({})
