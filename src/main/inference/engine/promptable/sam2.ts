import { describeEncoder, maskCapability, OFFICIAL, refines, takes } from './describe'
import type { PromptableFamily } from './family'
import { imageSizeFeeds, maskFeeds } from './maskInput'
import { fixedPoints, padded, pointCapabilities, withoutPadding } from './points'

/**
 * SAM 2 and 2.1 for single images: the image fills the square, and the embedding has two finer layers besides. The
 * graphs add the padding point themselves.
 */
export const sam2: PromptableFamily = {
  name: 'SAM 2',
  decoderInputs: [
    'image_embed',
    'high_res_feats_0',
    'high_res_feats_1',
    'point_coords',
    'point_labels',
    'mask_input',
    'has_mask_input'
  ],
  signature(decoder) {
    const size = imageSizeFeeds(decoder)
    const points = fixedPoints(decoder.inputs, 'point_labels')
    const isLow = decoder.outputs.some(({ name }) => name === 'low_res_masks')
    return {
      masks: isLow ? 'low_res_masks' : 'masks',
      scores: 'iou_predictions',
      feeds(prompt, previous) {
        const { coords, labels } = padded(withoutPadding(prompt), points)
        return { point_coords: coords, point_labels: labels, ...maskFeeds(previous), ...size }
      }
    }
  },
  recognise(encoder, decoder) {
    if (!takes(decoder, this.decoderInputs, ['orig_im_size'])) return undefined
    const masks = maskCapability(decoder, ['low_res_masks', 'masks'], ['iou_predictions'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: [
        { name: 'image_embed', channels: 256 },
        { name: 'high_res_feats_0', channels: 32 },
        { name: 'high_res_feats_1', channels: 64 }
      ],
      fit: 'stretch',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'point_labels'), false)
    return { ...parts, capabilities: { ...masks, ...points, refine: refines(decoder), background: true } }
  }
}
