import { z } from 'zod'

const shape = z.array(z.union([z.int().positive(), z.string()]))
const tensor = z.object({ name: z.string().min(1), type: z.literal('float32'), shape })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
// A bare file name: the manifest must not reach outside of its folder.
const fileName = z.string().regex(/^[\w-][\w.-]*$/)
const modelFile = z.object({ file: fileName, sha256, bytes: z.int().positive() })
const threeNumbers = z.tuple([z.number(), z.number(), z.number()])

/** resources/models/<id>/manifest.json: what a model folder holds and how its networks are fed. */
export const manifestSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  family: z.literal('sam'),
  licence: z.string(),
  /** The longest side of the network's square input, in pixels. */
  inputSize: z.int().positive(),
  /** In the units of 8-bit pixels, for the channels in `order`. */
  normalisation: z.object({ mean: threeNumbers, std: threeNumbers, order: z.literal('RGB') }),
  encoder: modelFile.extend({ input: tensor, output: tensor }),
  decoder: modelFile.extend({ inputs: z.array(tensor), outputs: z.array(tensor) }),
  /** The decoder in two parts, for clicks, boxes and whole images; a model may come without. */
  splitDecoder: z.object({ image: modelFile, point: modelFile }).optional()
})

export type ModelManifest = z.infer<typeof manifestSchema>
