import { describeEncoder, maskCapability, OFFICIAL, refines, takes } from './describe'
import type { PromptableFamily } from './family'
import { imageSizeFeeds, maskFeeds } from './maskInput'
import { fixedPoints, padded, pointCapabilities } from './points'

const INPUTS = ['image_embeddings', 'point_coords', 'point_labels', 'mask_input', 'has_mask_input']

/**
 * Segment Anything: the official exports of ViT-B, L, H and MobileSAM, with one mask or four, and our decoder without
 * the tail. The encoder takes normalised planes or pixels as they lie.
 */
export const sam: PromptableFamily = {
  name: 'SAM',
  signature(decoder) {
    const size = imageSizeFeeds(decoder)
    const points = fixedPoints(decoder.inputs, 'point_labels')
    const isLow = decoder.outputs.some(({ name }) => name === 'low_res_masks')
    return {
      masks: isLow ? 'low_res_masks' : 'masks',
      scores: 'iou_predictions',
      feeds(prompt, previous) {
        const { coords, labels } = padded(prompt, points)
        return { point_coords: coords, point_labels: labels, ...maskFeeds(previous), ...size }
      }
    }
  },
  recognise(encoder, decoder) {
    if (!takes(decoder, INPUTS, ['orig_im_size'])) return undefined
    const masks = maskCapability(decoder, ['low_res_masks', 'masks'], ['iou_predictions'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: [{ name: 'image_embeddings', channels: 256 }],
      fit: 'longest-side',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'point_labels'), true)
    return { ...parts, capabilities: { ...masks, ...points, refine: refines(decoder), background: true } }
  }
}
