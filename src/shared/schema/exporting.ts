import { z } from 'zod'
import { formatIdSchema, type FormatId } from './formats'
import { imageIdSchema, type AnnotationId, type ImageId } from './ids'
import type { Problem } from './problem'

/** Shares of the images, which need not add up to 1, and the seed of the shuffle. */
const splitSchema = z.object({
  train: z.number().min(0),
  val: z.number().min(0),
  test: z.number().min(0),
  seed: z.number().int()
})
export type Split = z.infer<typeof splitSchema>

/** What images must have in common to fall to the same part. */
export const togetherSchema = z.enum(['nothing', 'folder', 'near-duplicates'])
export type Together = z.infer<typeof togetherSchema>

/** How images are divided into parts. */
const exportSplitSchema = z.discriminatedUnion('by', [
  splitSchema.extend({ by: z.literal('ratio'), together: togetherSchema }),
  /** By a folder called train, val (valid, validation) or test; what is in none of them falls to train. */
  z.object({ by: z.literal('folder') })
])
export type ExportSplit = z.infer<typeof exportSplitSchema>

/** Which images: all, those with objects, or those that the window selected or filtered. */
export const exportImagesSchema = z.union([
  z.enum(['all', 'labelled']),
  z.object({ ids: z.array(imageIdSchema) })
])
export type ExportImages = z.infer<typeof exportImagesSchema>

/** What becomes of the image files. A link falls back to a symbolic link, and that to a copy, where a disk has none. */
export const imageFilesSchema = z.enum(['copy', 'link', 'none'])
export type ImageFiles = z.infer<typeof imageFilesSchema>

/** Mask PNGs: one of classes, one of instances, or one file for each object. */
export const maskKindSchema = z.enum(['semantic', 'instances', 'objects'])

export const exportOptionsSchema = z.object({
  format: formatIdSchema,
  /** COCO: write every shape as RLE, not only those that polygons cannot carry. */
  rle: z.boolean(),
  masks: maskKindSchema,
  /** Outlines may leave the masks that they are made of by so many image pixels; 0: they follow every pixel. */
  tolerance: z.number().min(0).max(100),
  images: exportImagesSchema,
  split: exportSplitSchema.nullable(),
  imageFiles: imageFilesSchema
})
export type ExportOptions = z.infer<typeof exportOptionsSchema>

/** An option of a format as data, for forms: its name in the options, and what it may be. */
export type FormatOption =
  | { readonly name: 'rle'; readonly kind: 'switch'; readonly initial: boolean }
  | {
      readonly name: 'masks'
      readonly kind: 'choice'
      readonly choices: readonly z.infer<typeof maskKindSchema>[]
      readonly initial: z.infer<typeof maskKindSchema>
    }
  | {
      readonly name: 'tolerance'
      readonly kind: 'number'
      readonly min: number
      readonly max: number
      readonly step: number
      readonly initial: number
    }

/** What a format says of objects that it may have no place for. */
export type Loss = 'outlines' | 'holes' | 'parts' | 'masks' | 'crowds' | 'attributes' | 'scores' | 'groups'

/** A format as the window offers it. */
export interface FormatDescription {
  readonly id: FormatId
  readonly canRead: boolean
  readonly canWrite: boolean
  readonly options: readonly FormatOption[]
  /** What it cannot carry. */
  readonly losses: readonly Loss[]
}

/** How much of its shape each object kept: intersection over union, 0 to 1; all 1 when there was nothing to compare. */
export interface IouDistribution {
  readonly iouMean: number
  readonly iouMin: number
  /** One object in twenty kept less. */
  readonly iouP5: number
  readonly iouMedian: number
  /** Objects by IoU in twenty equal steps from 0 to 1; the last holds 0.95 to 1, both included. */
  readonly iouHistogram: readonly number[]
}

/** What was written, and how well: the exporter reads its own files again. */
export interface ExportReport extends IouDistribution {
  /** The folder, as the user would read it. */
  readonly destination: string
  readonly format: FormatId
  readonly images: number
  readonly objects: number
  /** Objects that were not found again in what was written; must be 0. */
  readonly lost: number
  /** What the format cannot carry, or had to be left out, item by item. */
  readonly notes: readonly Problem[]
  /** What lies in the folder: files, and folders with a slash at the end. */
  readonly files: readonly string[]
  readonly seconds: number
}

/** What the check before an export finds. The window has a sentence for each, with the parameters that stand here. */
interface PreflightParams {
  /** An image that is missing or cannot be read: it is left out. */
  'image-unreadable': 'reason'
  'image-unlabelled': never
  /** The mask is damaged or made for another size of the image, or the class does not exist: it is left out. */
  'object-misfit': never
  'object-unknown-class': never
  'object-empty': never
  /** It reaches outside the image by so many pixels, and is cut off there. */
  'object-outside': 'pixels'
  'object-tiny': 'pixels'
  /** The class that a new project has was never replaced. */
  'object-placeholder': 'name'
  /** Same class, and nearly the same shape as another object. */
  'object-duplicate': 'iou' | 'other'
  'class-unused': 'name'
  'nothing-to-export': never
}
export type PreflightCode = keyof PreflightParams

export type Severity = 'error' | 'warning' | 'note'

/** Something that is better looked at before an export. */
export interface PreflightProblem {
  readonly severity: Severity
  readonly code: PreflightCode
  /** Where it is; null for what concerns the project. */
  readonly image: ImageId | null
  /** The image's path in the project. */
  readonly file: string | null
  readonly object: AnnotationId | null
  readonly params: Readonly<Record<string, string | number>>
}

/** All that the check found: counted, and the first of it named. */
export interface PreflightReport {
  readonly images: number
  readonly objects: number
  readonly counts: readonly {
    readonly code: PreflightCode
    readonly severity: Severity
    readonly count: number
  }[]
  /** At most a thousand, the most severe first. */
  readonly problems: readonly PreflightProblem[]
}

/** What simplified outlines would cost, tried on some of the user's own objects. */
export interface SimplifyCost extends IouDistribution {
  readonly tolerance: number
  /** Objects tried, of those that are masks. */
  readonly objects: number
  /** Corners of their outlines when they follow every pixel, and simplified. */
  readonly pointsExact: number
  readonly points: number
}
