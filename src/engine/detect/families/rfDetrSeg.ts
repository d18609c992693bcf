import { toDetection } from '../candidates'
import type { ModelFamily } from '../family'
import { isNumber, outputsNamed } from '../match'
import { IMAGENET_RGB, stretched } from '../prepareImage'
import { maskMaker } from '../prototypes'
import { queryCandidates } from './rfDetr'

/** The mask's own samples, as they are. */
const WHOLE = Float32Array.of(1)

/**
 * RF-DETR for instance segmentation: the outputs of `rfDetr`, and `masks` [1, queries, height, width], a picture of
 * logits over the whole input for each query. As in the reference, masks are not cut to the boxes.
 */
export const rfDetrSeg: ModelFamily = {
  id: 'rf-detr-seg',
  name: 'RF-DETR-seg',

  match(file) {
    const found = outputsNamed(file, ['dets', 'labels', 'masks'])
    if (!found || file.inputs.length !== 1 || file.outputs.length !== 3) return undefined
    const [, , classes] = found.labels.shape
    if (found.dets.shape[2] !== 4 || found.labels.shape.length !== 3 || found.masks.shape.length !== 4)
      return undefined
    return {
      task: 'segment',
      classes: isNumber(classes) ? classes : undefined,
      layout: 'rf',
      outputs: ['dets', 'labels', 'masks']
    }
  },

  prepare: (image, model) => stretched(image, model, 'antialiased', IMAGENET_RGB),

  read([boxes, logits, masks], model, frame, limits) {
    if (!boxes || !logits || !masks) return []
    const [, , height = 0, width = 0] = masks.dims
    const [, , classes = 1] = logits.dims
    const image = { x: 0, y: 0, width: frame.imageWidth, height: frame.imageHeight }
    return queryCandidates(boxes, logits, frame, limits).map((candidate) => {
      const from = Math.floor(candidate.row / classes) * width * height
      const samples = { data: masks.data.subarray(from, from + width * height), dims: [1, 1, height, width] }
      return { ...toDetection(candidate, model, frame), mask: maskMaker(samples, frame)(WHOLE, image) }
    })
  }
}
