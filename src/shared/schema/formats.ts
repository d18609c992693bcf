import { z } from 'zod'

/** The dataset formats that are read or written, in the order in which they are offered. */
export const formatIdSchema = z.enum([
  'coco',
  'yolo',
  'yolo-seg',
  'yolo-obb',
  'labelme',
  'voc',
  'masks',
  'cvat',
  'label-studio',
  'csv'
])
export type FormatId = z.infer<typeof formatIdSchema>

/** What a format has a place for; what it has none for is noted when it is written. */
export interface FormatCapabilities {
  /** Outlines, not only boxes. */
  readonly outlines: boolean
  readonly holes: boolean
  /** Objects of several pieces. */
  readonly parts: boolean
  /** Masks pixel by pixel. */
  readonly masks: boolean
  readonly crowds: boolean
  readonly attributes: boolean
  readonly scores: boolean
  readonly groups: boolean
}
