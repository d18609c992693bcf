import type { ModelManifest } from '../../models/manifest'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import { describeEncoder, isSize, maskCapability, OFFICIAL, refines, takes, tensorSpec } from './describe'
import type { PromptableFamily } from './family'
import type { Tensors } from './promptable'
import { sam } from './sam'
import { fixedPoints, pointCapabilities } from './points'
import { MASK_NAMES, SIZE_NAME } from './maskInput'

const LAYERS = 'interm_embeddings'
const INPUTS = [
  'image_embeddings',
  LAYERS,
  'point_coords',
  'point_labels',
  MASK_NAMES.mask,
  MASK_NAMES.hasMask
]

type Output = ModelManifest['encoder']['outputs'][number]

/**
 * SAM-HQ, ViT-B, L, H and light: SAM, whose decoder also looks at the encoder's intermediate layers,
 * float32[layers, 1, height, width, channels]. It only reads the first of them, so that is all that is kept; the others
 * are fed as zeros. The encoder gives them together, or as one output for each.
 */
export const samHq: PromptableFamily = {
  name: 'SAM-HQ',
  signature(decoder) {
    const shape = decoder.inputs.find(({ name }) => name === LAYERS)?.shape
    const layers = typeof shape?.[0] === 'number' ? shape[0] : 1
    return { ...sam.signature(decoder), complete: (embedding) => withLayers(embedding, layers) }
  },
  recognise(encoder, decoder) {
    if (!takes(decoder, INPUTS, [SIZE_NAME])) return undefined
    const masks = maskCapability(decoder, ['low_res_masks', 'masks'], ['iou_predictions'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: [{ name: 'image_embeddings', channels: 256 }],
      fit: 'longest-side',
      normalisation: OFFICIAL
    })
    const layers = layersOutput(encoder, decoder)
    if (!masks || !parts || !layers) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'point_labels'), true)
    return {
      ...parts,
      encoder: { ...parts.encoder, outputs: [...parts.encoder.outputs, layers] },
      capabilities: { ...masks, ...points, refine: refines(decoder), background: true }
    }
  }
}

/** The output with all layers, or with the first one: by its name, else the first of the decoder's shape. */
function layersOutput({ outputs }: OnnxFile, decoder: OnnxFile): Output | undefined {
  const wanted = decoder.inputs.find(({ name }) => name === LAYERS)?.shape ?? []
  const fitting = outputs.filter(({ shape }) => {
    const layer = shape.slice(-4)
    return layer.length === 4 && layer.every((size, i) => isSize(size, wanted.slice(-4)[i] ?? ''))
  })
  const value =
    fitting.find(({ name }) => name === LAYERS) ?? fitting.find(({ name }) => name !== 'image_embeddings')
  const tensor = value && tensorSpec(value)
  return tensor && { ...tensor, as: LAYERS, firstLayer: true }
}

/** The first layer, float32[1, height, width, channels], with zeros for the others. */
function withLayers(embedding: Tensors, layers: number): Tensors {
  const first = embedding[LAYERS]
  if (!first) return embedding
  const data = new Float32Array(first.data.length * layers)
  data.set(first.data)
  return { ...embedding, [LAYERS]: { data, dims: [layers, ...first.dims] } }
}
