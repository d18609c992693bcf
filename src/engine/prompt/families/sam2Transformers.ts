import type { FloatTensor } from '../../runtime/ort'
import { describeEncoder, maskCapability, OFFICIAL, takes } from './describe'
import type { PromptableFamily } from './family'
import { fixedPoints, padded, pointCapabilities, query, withPadding } from './points'
import type { Tensors } from './promptable'

const EMBEDDING = [
  { name: 'image_embeddings.2', channels: 256 },
  { name: 'image_embeddings.0', channels: 32 },
  { name: 'image_embeddings.1', channels: 64 }
]
const POINTS = ['input_points', 'input_labels']
const BOXES = 'input_boxes'
/** A box is given as two points, as SAM 2's own predictor does it: the input for boxes stays empty. */
const NO_BOXES: FloatTensor = { data: new Float32Array(0), dims: [1, 0, 4] }

/**
 * SAM 2 and 2.1, and EdgeTAM, as Hugging Face's exporter writes them: the image fills the square, three masks, no mask
 * to refine. Points are of shape [1, 1, N, 2], and the padding point is not the graph's.
 */
export const sam2Transformers: PromptableFamily = {
  name: 'SAM 2 (Transformers)',
  signature({ inputs }) {
    const points = fixedPoints(inputs, 'input_labels')
    const boxes: Tensors = inputs.some(({ name }) => name === BOXES) ? { [BOXES]: NO_BOXES } : {}
    return {
      masks: 'pred_masks',
      scores: 'iou_scores',
      feeds(prompt) {
        const { coords, labels } = padded(withPadding(prompt), points)
        return { input_points: query(coords), input_labels: query(labels), ...boxes }
      }
    }
  },
  recognise(encoder, decoder) {
    const required = [...EMBEDDING.map(({ name }) => name), ...POINTS]
    if (!takes(decoder, required, [BOXES])) return undefined
    const masks = maskCapability(decoder, ['pred_masks'], ['iou_scores'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: EMBEDDING,
      fit: 'stretch',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'input_labels'), true)
    return { ...parts, capabilities: { ...masks, ...points, refine: false, background: true } }
  }
}
