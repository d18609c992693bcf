import { capabilitiesSchema } from '@shared/schema/capabilities'
import { z } from 'zod'

/** The families of promptable models; each has an adapter in ../promptable. */
export const promptableFamilyIds = [
  'sam',
  'sam-hq',
  'edge-sam',
  'efficient-sam',
  'sam2',
  'sam-transformers',
  'sam2-transformers'
] as const

/** An input or output of a network. A dimension that varies has a name, or an empty text. */
export const tensorSchema = z.object({
  name: z.string().min(1),
  type: z.enum(['float32', 'float16', 'float64', 'int64', 'int32', 'uint8', 'bool']),
  shape: z.array(z.union([z.int().positive(), z.string()]))
})
export type TensorSpec = z.infer<typeof tensorSchema>

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** A file's own name: the manifest must not reach outside of its folder. */
const fileName = z.string().refine((name) => !/^\.*$|[/\\\0]/.test(name), 'not the name of a file')
/** A file in the model's folder or below. */
const filePath = z
  .string()
  .refine((path) => path.split('/').every((part) => !/^\.*$|[\\:\0]/.test(part)), 'not below the folder')
const hashed = { sha256, bytes: z.int().positive() }
const modelFile = z.object({
  file: fileName,
  ...hashed,
  /** Files with the weights of a model that does not hold them itself. */
  data: z.array(z.object({ file: filePath, ...hashed })).default([])
})
const threeNumbers = z.tuple([z.number(), z.number(), z.number()])

/** manifest.json of a model's folder: what it holds and how its networks are fed. */
export const manifestSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  family: z.enum(promptableFamilyIds),
  licence: z.string(),
  /** The side of the square that coordinates and masks refer to, in pixels. */
  inputSize: z.int().positive(),
  /** How an image is laid into that square: whole and undistorted at the top left, or stretched to fill it. */
  fit: z.enum(['longest-side', 'stretch']).default('longest-side'),
  normalisation: z.object({
    /** In the units of 8-bit pixels, for the channels in `order`; 0 and 1 where the network does it itself. */
    mean: threeNumbers,
    std: threeNumbers,
    order: z.literal('RGB'),
    /** What stands beside the image, after normalisation. */
    padding: threeNumbers.default([0, 0, 0])
  }),
  capabilities: capabilitiesSchema,
  encoder: modelFile.extend({
    input: tensorSchema.extend({ layout: z.enum(['nchw', 'hwc']).default('nchw') }),
    /**
     * `as` is the decoder's name for it. `firstLayer` where the first dimension counts layers of which only the first is
     * ever read: the others are not kept.
     */
    outputs: z
      .array(tensorSchema.extend({ as: z.string().min(1), firstLayer: z.boolean().optional() }))
      .min(1)
  }),
  decoder: modelFile.extend({ inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) }),
  /** The decoder in two parts, for clicks, boxes and whole images; a model may come without. */
  splitDecoder: z.object({ image: modelFile, point: modelFile }).optional()
})

export type ModelManifest = z.infer<typeof manifestSchema>
export type PromptableFamilyId = ModelManifest['family']
