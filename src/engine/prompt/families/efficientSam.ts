import type { FloatTensor } from '../../runtime/ort'
import { LOW_RES } from '../lowRes'
import { describeEncoder, maskCapability, takes, UNIT } from './describe'
import type { PromptableFamily } from './family'
import { imageSizeFeeds } from './maskInput'
import { fixedPoints, padded, pointCapabilities, query, withoutPadding } from './points'

/** The network looks at so many points and no more; it fills up with padding itself. */
const MOST_POINTS = 6
const SQUARE = 1024
const INPUTS = ['image_embeddings', 'batched_point_coords', 'batched_point_labels', 'orig_im_size']

/**
 * EfficientSAM, as its official script exports it: the image fills the square, three masks, no mask to refine, and no
 * notion of the background. Points are in pixels of `orig_im_size`, to which it also enlarges the masks.
 */
export const efficientSam: PromptableFamily = {
  name: 'EfficientSAM',
  signature(decoder) {
    const size = imageSizeFeeds(decoder)
    const points = fixedPoints(decoder.inputs, 'batched_point_labels')
    return {
      masks: 'output_masks',
      scores: 'iou_predictions',
      feeds(prompt) {
        const { coords, labels } = padded(withoutPadding(prompt), points)
        return {
          batched_point_coords: query(scaled(coords, LOW_RES / SQUARE)),
          batched_point_labels: query(labels),
          ...size
        }
      }
    }
  },
  recognise(encoder, decoder) {
    if (!takes(decoder, INPUTS)) return undefined
    const masks = maskCapability(decoder, ['output_masks'], ['iou_predictions'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: [{ name: 'image_embeddings', channels: 256 }],
      fit: 'stretch',
      normalisation: UNIT
    })
    if (!masks || parts?.inputSize !== SQUARE) return undefined
    const fixed = Math.min(MOST_POINTS, fixedPoints(decoder.inputs, 'batched_point_labels') ?? MOST_POINTS)
    const points = pointCapabilities(fixed, false)
    return { ...parts, capabilities: { ...masks, ...points, refine: false, background: false } }
  }
}

function scaled({ data, dims }: FloatTensor, scale: number): FloatTensor {
  return { data: data.map((value) => value * scale), dims }
}
