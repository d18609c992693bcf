import type { ModelManifest } from '../../models/manifest'
import { describeEncoder, maskCapability, OFFICIAL, refines, takes } from './describe'
import type { PromptableFamily } from './family'
import { imageSizeFeeds, MASK_NAMES, maskFeeds, SIZE_NAME, type MaskNames } from './maskInput'
import { fixedPoints, padded, pointCapabilities, withoutPadding } from './points'

/** What an exporter calls the inputs of the decoder. */
interface Dialect extends MaskNames {
  readonly embedding: string
  /** [1, 32, 256, 256] and [1, 64, 128, 128]. */
  readonly fine: readonly [string, string]
  readonly size: string
}

/** By their exporters: samexporter and those like it, ONNX Runtime's own, RectLabel's. */
const dialects: readonly Dialect[] = [
  {
    embedding: 'image_embed',
    fine: ['high_res_feats_0', 'high_res_feats_1'],
    ...MASK_NAMES,
    size: SIZE_NAME
  },
  {
    embedding: 'image_embeddings',
    fine: ['image_features_0', 'image_features_1'],
    mask: 'input_masks',
    hasMask: 'has_input_masks',
    size: 'original_image_size'
  },
  {
    embedding: 'image_embeddings',
    fine: ['high_res_features1', 'high_res_features2'],
    ...MASK_NAMES,
    size: SIZE_NAME
  }
]

/**
 * SAM 2 and 2.1 for single images: the image fills the square, and the embedding has two finer layers besides. The
 * graphs add the padding point themselves.
 */
export const sam2: PromptableFamily = {
  name: 'SAM 2',
  signature(decoder) {
    const dialect = dialectOf(decoder)
    const size = imageSizeFeeds(decoder, dialect.size)
    const points = fixedPoints(decoder.inputs, 'point_labels')
    const isLow = decoder.outputs.some(({ name }) => name === 'low_res_masks')
    const takesMask = decoder.inputs.some(({ name }) => name === dialect.mask)
    return {
      masks: isLow ? 'low_res_masks' : 'masks',
      scores: 'iou_predictions',
      feeds(prompt, previous) {
        const { coords, labels } = padded(withoutPadding(prompt), points)
        const mask = takesMask ? maskFeeds(previous, dialect) : {}
        return { point_coords: coords, point_labels: labels, ...mask, ...size }
      }
    }
  },
  recognise(encoder, decoder) {
    const dialect = dialects.find(({ embedding, fine, mask, hasMask, size }) => {
      const required = [embedding, ...fine, 'point_coords', 'point_labels']
      return takes(decoder, [...required, mask, hasMask], [size]) || takes(decoder, required, [size])
    })
    if (!dialect) return undefined
    const masks = maskCapability(decoder, ['low_res_masks', 'masks'], ['iou_predictions'])
    const [finest, finer] = dialect.fine
    const parts = describeEncoder(encoder, decoder, {
      embedding: [
        { name: dialect.embedding, channels: 256 },
        { name: finest, channels: 32 },
        { name: finer, channels: 64 }
      ],
      fit: 'stretch',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'point_labels'), false)
    const refine = refines(decoder, dialect)
    return { ...parts, capabilities: { ...masks, ...points, refine, background: true } }
  }
}

/** @throws RangeError for a decoder that was not recognised. */
function dialectOf({ inputs }: ModelManifest['decoder']): Dialect {
  const has = (wanted: string): boolean => inputs.some(({ name }) => name === wanted)
  const dialect = dialects.find(({ fine }) => fine.every(has))
  if (!dialect) throw new RangeError('The decoder has no finer layers')
  return dialect
}
