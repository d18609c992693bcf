import { z } from 'zod'
import { annotationSchema } from './annotation'
import { labelSchema } from './label'

const diffOf = <T extends z.ZodType>(record: T) =>
  z.object({
    added: z.record(z.string(), record),
    updated: z.record(z.string(), z.tuple([record, record])),
    removed: z.record(z.string(), record)
  })

/** A change to one image's objects, keyed by annotation id. */
export const annotationsDiffSchema = diffOf(annotationSchema)
export type AnnotationsDiff = z.infer<typeof annotationsDiffSchema>

/** A change to the project's classes, keyed by label id as text. */
export const labelsDiffSchema = diffOf(labelSchema)
export type LabelsDiff = z.infer<typeof labelsDiffSchema>

/** The edits that history names; the interface has a translated phrase for each. */
export const editNames = [
  'add-mask',
  'add-rect',
  'add-polygon',
  'move',
  'resize',
  'edit-vertices',
  'brush',
  'erase',
  'change-class',
  'delete',
  'hide',
  'show',
  'lock',
  'unlock',
  'reorder',
  'refine',
  'paste',
  'duplicate',
  'merge',
  'cut-out',
  'split',
  'fill-holes',
  'remove-islands',
  'convert',
  'review',
  'unreview',
  'adopt',
  'import',
  'auto-annotate',
  'label-add',
  'label-rename',
  'label-recolor',
  'label-delete'
] as const
export const editNameSchema = z.enum(editNames)
export type EditName = z.infer<typeof editNameSchema>

/** What undo and redo would do next. */
export interface HistoryState {
  readonly undo: EditName | null
  readonly redo: EditName | null
}
