import { z } from 'zod'
import { labelIdSchema } from './ids'
import { modelIdSchema } from './models'

/**
 * What becomes of what is found: objects at once, proposals to adopt, or only a list of what the model and the labels
 * do not agree on.
 */
export const annotateIntoSchema = z.enum(['objects', 'pool', 'differences'])
export type AnnotateInto = z.infer<typeof annotateIntoSchema>

/**
 * What becomes of the objects that an image has: it is left out; they stay and others are added; those that detectors
 * made and nobody has reviewed are replaced; all are replaced. Locked objects always stay.
 */
export const onObjectsSchema = z.enum(['skip', 'add', 'replace-detected', 'replace-all'])
export type OnObjects = z.infer<typeof onObjectsSchema>

/** Which class of the project a class of the model becomes. */
const classMappingSchema = z.object({ index: z.int().nonnegative(), labelId: labelIdSchema })
export type ClassMapping = z.infer<typeof classMappingSchema>

const share = z.number().min(0).max(1)

/** How the objects of images are found by a model, as a window asks for it. */
export const autoAnnotateSchema = z.object({
  /** A detector or segmenter of the library. */
  model: modelIdSchema,
  /** The model's classes that are looked for; others are ignored. */
  classes: z.array(classMappingSchema).min(1),
  confidence: share,
  iou: share,
  maxDetections: z.int().min(1).max(1000),
  /** The least length of a box's shorter side in image pixels. */
  minSize: z.number().min(0),
  into: annotateIntoSchema,
  onObjects: onObjectsSchema
})
export type AutoAnnotateSettings = z.infer<typeof autoAnnotateSchema>
