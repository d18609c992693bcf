import { z } from 'zod'
import { capabilitiesSchema } from './capabilities'
import type { Problem } from './problem'

/** What a model is for: outlines by clicks and boxes, masks of everything by itself, or boxes by itself. */
export const modelTaskSchema = z.enum(['promptable', 'segmenter', 'detector'])
export type ModelTask = z.infer<typeof modelTaskSchema>

/** Where a model can be computed. */
export const deviceSchema = z.enum(['cpu', 'webgpu', 'cuda', 'dml', 'coreml'])
export type Device = z.infer<typeof deviceSchema>

/** A device, or the fastest one of the model's last speed test. */
export const deviceChoiceSchema = z.enum(['auto', ...deviceSchema.options])
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>

/** A model's folder in the library. */
export const modelIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,80}$/)
  .brand<'ModelId'>()
export type ModelId = z.infer<typeof modelIdSchema>

/** A model of the catalogue. */
export const catalogueIdSchema = z
  .string()
  .regex(/^[a-z0-9.-]{1,80}$/)
  .brand<'CatalogueId'>()
export type CatalogueId = z.infer<typeof catalogueIdSchema>

/** Files that the user chose in a native dialog: main knows the paths, the window only this. */
export const filesTokenSchema = z.string().min(8).max(64).brand<'FilesToken'>()
export type FilesToken = z.infer<typeof filesTokenSchema>

/** The size of the image that a model takes, in pixels. */
const modelInputSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  /** Other sizes are taken as well. */
  dynamic: z.boolean()
})
export type ModelInput = z.infer<typeof modelInputSchema>

/**
 * What a model's files were compared with when they came: a published hash, the first download of the same address,
 * or nothing, because the user added them from the disk.
 */
export const checkedBySchema = z.enum(['built-in', 'published', 'first-download', 'added'])
export type CheckedBy = z.infer<typeof checkedBySchema>

/** What is known about a model without running it. */
export const modelFactsSchema = z.object({
  task: modelTaskSchema,
  /** How people call its family. */
  familyName: z.string(),
  /** The file's own description, or an empty text. */
  description: z.string(),
  /** All files, those with weights included. */
  bytes: z.int().nonnegative(),
  /** Null until it has been counted. */
  parameters: z.int().nonnegative().nullable(),
  input: modelInputSchema,
  /** In the order of their numbers; empty for promptable models. */
  classes: z.array(z.string()),
  /** What a promptable model can be asked; null for others. */
  capabilities: capabilitiesSchema.nullable().default(null)
})
export type ModelFacts = z.infer<typeof modelFactsSchema>

/** How fast a model is on a device, or why it does not run there. Times are medians in milliseconds. */
export const speedSchema = z.object({
  device: deviceSchema,
  loadMs: z.number().nonnegative(),
  /** A promptable model's encoder, or the whole run of another model. */
  runMs: z.number().nonnegative(),
  /** One prompt; null for models that take none. */
  promptMs: z.number().nonnegative().nullable(),
  threads: z.int().positive()
})
export type Speed = z.infer<typeof speedSchema>

/** A device on which the model was tried in vain. */
export interface FailedDevice {
  readonly device: Device
  readonly problem: Problem
}

/** The last speed test of a model on this machine. */
export interface SpeedTest {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly speeds: readonly Speed[]
  readonly failed: readonly FailedDevice[]
}

/** An installed model as the window shows it. */
export interface ModelView extends ModelFacts {
  readonly id: ModelId
  readonly name: string
  readonly licence: string
  /** An address, or the name of the file that was added; empty when nothing is known. */
  readonly source: string
  readonly builtIn: boolean
  readonly checkedBy: CheckedBy
  /** Whether it is the one that is used for its task. */
  readonly chosen: boolean
  readonly device: DeviceChoice
  /** The device that the choice stands for. */
  readonly runsOn: Device
  readonly test: SpeedTest | null
}

/** What a file was recognised as, before anything is copied. */
export interface InspectedModel extends ModelFacts {
  readonly token: FilesToken
  readonly name: string
  readonly files: readonly string[]
}

/** The result of a dry run. */
export type Inspection =
  | { readonly kind: 'recognised'; readonly model: InspectedModel }
  /** With the token of what was chosen, so that a missing part can be chosen in addition. */
  | { readonly kind: 'problem'; readonly token: FilesToken; readonly problem: Problem }

/** A download that is under way, or that can be resumed. */
export interface DownloadView {
  readonly state: 'running' | 'checking' | 'stopped' | 'failed'
  readonly receivedBytes: number
  readonly totalBytes: number
  /** Why it failed. */
  readonly problem: Problem | null
}

/** A model that can be had, as the window shows it. */
export interface CatalogueView {
  readonly id: CatalogueId
  readonly name: string
  readonly task: ModelTask
  readonly familyName: string
  readonly licence: string
  /** Of the download; null where there is none. */
  readonly bytes: number | null
  /** Where the download is read from, the mirror considered. */
  readonly address: string
  /** Whose page tells more. */
  readonly homepage: string
  /** Whether the hash of the download is known beforehand. */
  readonly published: boolean
  /** SHA-256 that a download must have, in hex: the published one, or that of the first download; null before. */
  readonly sha256: string | null
  /** Offered as weights only, which have to be exported first. */
  readonly exportOnly: boolean
  readonly installed: ModelId | null
  readonly download: DownloadView | null
}

/** A device as the window shows it. */
export interface DeviceView {
  readonly device: Device
  /** A session really started there; null while that is being tried. */
  readonly available: boolean | null
  readonly reason: string
}

/** The model library. */
export interface ModelsView {
  readonly models: readonly ModelView[]
  readonly catalogue: readonly CatalogueView[]
  readonly devices: readonly DeviceView[]
  /** The model whose speed is being measured, and where. */
  readonly testing: { readonly id: ModelId; readonly device: Device } | null
  /** Where the user's models lie. */
  readonly folder: string
}
