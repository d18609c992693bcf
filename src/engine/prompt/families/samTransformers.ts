import { describeEncoder, maskCapability, OFFICIAL, takes } from './describe'
import type { PromptableFamily } from './family'
import { fixedPoints, padded, pointCapabilities, query, withoutPadding } from './points'

const EMBEDDING = [
  { name: 'image_embeddings', channels: 256 },
  { name: 'image_positional_embeddings', channels: 256 }
]

/**
 * SAM, SlimSAM and MobileSAM as Hugging Face's exporter writes them: clicks only, as points of shape [1, 1, N, 2]; three
 * masks, no mask to refine. The encoder also gives the positions' embedding; the graph adds the padding point itself.
 */
export const samTransformers: PromptableFamily = {
  name: 'SAM (Transformers)',
  signature({ inputs }) {
    const points = fixedPoints(inputs, 'input_labels')
    return {
      masks: 'pred_masks',
      scores: 'iou_scores',
      feeds(prompt) {
        const { coords, labels } = padded(withoutPadding(prompt), points)
        return { input_points: query(coords), input_labels: query(labels) }
      }
    }
  },
  recognise(encoder, decoder) {
    const required = [...EMBEDDING.map(({ name }) => name), 'input_points', 'input_labels']
    if (!takes(decoder, required)) return undefined
    const masks = maskCapability(decoder, ['pred_masks'], ['iou_scores'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: EMBEDDING,
      fit: 'longest-side',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'input_labels'), false)
    // Labels of a box's corners mean nothing to this graph.
    return { ...parts, capabilities: { ...masks, ...points, box: false, refine: false, background: true } }
  }
}
