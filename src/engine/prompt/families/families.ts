import type { PromptableFamilyId } from '../../models/manifest'
import type { PromptableFamily } from './family'
import { sam } from './sam'
import { sam2 } from './sam2'
import { samHq } from './samHq'
import { describeEncoder, maskCapability, OFFICIAL, takes, UNIT } from './describe'
import { fixedPoints, padded, pointCapabilities, query, withoutPadding, withPadding } from './points'
import type { FloatTensor } from '../../runtime/ort'
import { LOW_RES } from '../lowRes'
import { imageSizeFeeds } from './maskInput'
import type { Tensors } from './promptable'

const TRANSFORMERS_EMBEDDING = [
  { name: 'image_embeddings', channels: 256 },
  { name: 'image_positional_embeddings', channels: 256 }
]

/**
 * SAM, SlimSAM and MobileSAM as Hugging Face's exporter writes them: clicks only, as points of shape [1, 1, N, 2]; three
 * masks, no mask to refine. The encoder also gives the positions' embedding; the graph adds the padding point itself.
 */
const samTransformers: PromptableFamily = {
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
    const required = [...TRANSFORMERS_EMBEDDING.map(({ name }) => name), 'input_points', 'input_labels']
    if (!takes(decoder, required)) return undefined
    const masks = maskCapability(decoder, ['pred_masks'], ['iou_scores'])
    const parts = describeEncoder(encoder, decoder, {
      embedding: TRANSFORMERS_EMBEDDING,
      fit: 'longest-side',
      normalisation: OFFICIAL
    })
    if (!masks || !parts) return undefined
    const points = pointCapabilities(fixedPoints(decoder.inputs, 'input_labels'), false)
    // Labels of a box's corners mean nothing to this graph.
    return { ...parts, capabilities: { ...masks, ...points, box: false, refine: false, background: true } }
  }
}

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
const sam2Transformers: PromptableFamily = {
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

/** The network looks at so many points and no more; it fills up with padding itself. */
const MOST_POINTS = 6
const SQUARE = 1024
const EFFICIENT_INPUTS = ['image_embeddings', 'batched_point_coords', 'batched_point_labels', 'orig_im_size']

/**
 * EfficientSAM, as its official script exports it: the image fills the square, three masks, no mask to refine, and no
 * notion of the background. Points are in pixels of `orig_im_size`, to which it also enlarges the masks.
 */
const efficientSam: PromptableFamily = {
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
    if (!takes(decoder, EFFICIENT_INPUTS)) return undefined
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

const INPUTS = ['image_embeddings', 'point_coords', 'point_labels']
const MASKS = ['masks', 'low_res_masks'] as const
const SCORES = ['scores', 'iou_predictions'] as const

/** EdgeSAM, as its official script exports it: SAM's images and four masks, but no mask to refine. */
const edgeSam: PromptableFamily = {
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

/** The adapters of all families. */
export const families: Readonly<Record<PromptableFamilyId, PromptableFamily>> = {
  sam,
  'sam-hq': samHq,
  'edge-sam': edgeSam,
  'efficient-sam': efficientSam,
  sam2,
  'sam-transformers': samTransformers,
  'sam2-transformers': sam2Transformers
}

/** What people call the families of promptable models. */
export const promptableFamilyNames: readonly string[] = Object.values(families).map(({ name }) => name)
