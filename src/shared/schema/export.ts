import { z } from 'zod'
import type { FormatId } from './formats'
import type { Problem } from './problem'

export const exportFormatSchema = z.enum(['coco', 'yolo', 'yolo-seg'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

/** Shares of the images, which need not add up to 1, and the seed of the shuffle. */
export const splitSchema = z.object({
  train: z.number().min(0),
  val: z.number().min(0),
  test: z.number().min(0),
  seed: z.number().int()
})
export type Split = z.infer<typeof splitSchema>

export const exportOptionsSchema = z.object({
  format: exportFormatSchema,
  /** COCO: write every shape as RLE, not only those that polygons cannot carry. */
  rle: z.boolean(),
  images: z.enum(['all', 'labelled']),
  split: splitSchema.nullable(),
  copyImages: z.boolean()
})
export type ExportOptions = z.infer<typeof exportOptionsSchema>

/** What was written, and how well: the exporter reads its own files again. */
export interface ExportReport {
  /** The folder, as the user would read it. */
  readonly destination: string
  readonly format: FormatId
  readonly images: number
  readonly objects: number
  /** Objects that were not found again in what was written; must be 0. */
  readonly lost: number
  /** IoU between each object and what was written of it. */
  readonly iouMean: number
  readonly iouMin: number
  /** What the format cannot carry, or had to be left out, item by item. */
  readonly notes: readonly Problem[]
  readonly files: readonly string[]
  readonly seconds: number
}
