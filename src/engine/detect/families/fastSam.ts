import { boxIou, type Box } from '@shared/geometry/box'
import type { Detection } from '../detection'
import type { Frame, ModelFamily } from '../family'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { matchSegmenter, readSegments } from './yoloSeg'

/** A box that is as near to the image's edge as this many pixels reaches to it. */
const NEAR_EDGE = 20
/** A box that overlaps the whole image by more than this is the whole image. */
const WHOLE_IMAGE = 0.9

/**
 * FastSAM-s and -x: a YOLOv8 segmenter of one class, "object", trained to find everything. Its outputs are those of
 * `yoloSeg`; boxes that are almost the whole image become the whole image, as the reference has it.
 */
export const fastSam: ModelFamily = {
  id: 'fastsam',
  name: 'FastSAM',

  match(file, input) {
    const { description, names } = ultralyticsMetadata(file)
    const match = matchSegmenter(file, input)
    const isFastSam = /fast-?sam/i.test(description) || (names?.size === 1 && names.get(0) === 'object')
    const isNameless = names === undefined && match?.classes === 1
    return match && (isFastSam || isNameless)
      ? { ...match, classes: match.classes ?? 1, names: ['object'] }
      : undefined
  },

  prepare: (image, model) => centredLetterbox(image, model, true),

  read(outputs, model, frame, limits) {
    return readSegments(outputs, model, frame, limits).map((segment) => wholeImage(segment, frame))
  }
}

function wholeImage(segment: Detection, { imageWidth, imageHeight }: Frame): Detection {
  const whole = { x: 0, y: 0, width: imageWidth, height: imageHeight }
  return boxIou(whole, toEdges(segment.box, whole)) > WHOLE_IMAGE ? { ...segment, box: whole } : segment
}

/** The box, with the sides that are near to the image's edges moved there. */
function toEdges({ x, y, width, height }: Box, whole: Box): Box {
  const left = x < NEAR_EDGE ? 0 : x
  const top = y < NEAR_EDGE ? 0 : y
  const right = x + width > whole.width - NEAR_EDGE ? whole.width : x + width
  const bottom = y + height > whole.height - NEAR_EDGE ? whole.height : y + height
  return { x: left, y: top, width: right - left, height: bottom - top }
}
