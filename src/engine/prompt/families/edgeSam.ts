import { describeEncoder, maskCapability, OFFICIAL, takes } from './describe'
import type { PromptableFamily } from './family'
import { fixedPoints, padded, pointCapabilities } from './points'

const INPUTS = ['image_embeddings', 'point_coords', 'point_labels']
const MASKS = ['masks', 'low_res_masks'] as const
const SCORES = ['scores', 'iou_predictions'] as const

/** EdgeSAM, as its official script exports it: SAM's images and four masks, but no mask to refine. */
export const edgeSam: PromptableFamily = {
  name: 'EdgeSAM',
  signature({ inputs, outputs }) {
    const points = fixedPoints(inputs, 'point_labels')
    const named = (names: readonly [string, string]): string => {
      return names.find((name) => outputs.some((output) => output.name === name)) ?? names[0]
    }
    return {
      masks: named(MASKS),
      scores: named(SCORES),
      feeds(prompt) {
        const { coords, labels } = padded(prompt, points)
        return { point_coords: coords, point_labels: labels }
      }
    }
  },
  recognise(encoder, decoder) {
    if (!takes(decoder, INPUTS)) return undefined
    const masks = maskCapability(decoder, MASKS, SCORES)
    const parts = describeEncoder(encoder, decoder, {
      embedding: [{ name: 'image_embeddings', channels: 256 }],
      fit: 'longest-side',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'point_labels'), true)
    return { ...parts, capabilities: { ...masks, ...points, refine: false, background: true } }
  }
}
