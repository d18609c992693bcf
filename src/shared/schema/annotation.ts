import { z } from 'zod'
import { annotationIdSchema, labelIdSchema } from './ids'
import { promptSchema } from './prompt'
import { maskDataSchema, shapeSchema } from './shape'

/** Where an object came from. */
export const sourceSchema = z.enum(['manual', 'point', 'box', 'whole-image', 'detector', 'import'])
export type AnnotationSource = z.infer<typeof sourceSchema>

/** One object of an image: its class, its shape, and where it came from. */
export const annotationSchema = z.object({
  id: annotationIdSchema,
  labelId: labelIdSchema,
  shape: shapeSchema,
  source: sourceSchema,
  /** The model that outlined it, or null for a person's work. */
  modelId: z.string().nullable(),
  /** The model's own estimate of its mask's IoU, 0 to 1. */
  score: z.number().nullable(),
  /** The prompts that the mask answers, so that it can be refined later. */
  prompt: promptSchema.nullable(),
  /** SAM's mask as it came, kept when the shape was derived from it or corrected by hand. */
  rawMask: maskDataSchema.nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  groupId: z.string().nullable(),
  iscrowd: z.boolean(),
  locked: z.boolean(),
  hidden: z.boolean(),
  reviewed: z.boolean(),
  /** Drawing order: higher lies on top. */
  order: z.number()
})
export type Annotation = z.infer<typeof annotationSchema>

/** A new object with every optional field at its neutral value. */
export function newAnnotation(
  fields: Pick<Annotation, 'id' | 'labelId' | 'shape' | 'order'> & Partial<Annotation>
): Annotation {
  return {
    source: 'manual',
    modelId: null,
    score: null,
    prompt: null,
    rawMask: null,
    attributes: {},
    groupId: null,
    iscrowd: false,
    locked: false,
    hidden: false,
    reviewed: false,
    ...fields
  }
}
