import { hasGridRows } from '../anchors'
import { toDetection } from '../candidates'
import type { ModelFamily } from '../family'
import { onlyOutput } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { finalRows, rowMajor } from '../rows'
import { best } from '../suppress'

/**
 * YOLOv10 and 26, which need no suppression, and any Ultralytics detector exported with suppression built in:
 * [1, most, 6] of left, top, right, bottom in input pixels, score, class; rows that are not needed have score 0.
 */
export const yoloEndToEnd: ModelFamily = {
  id: 'yolo-end-to-end',
  name: 'YOLOv10 / 26',

  match(file, input) {
    const output = onlyOutput(file, 3)
    const { task, description, names, final } = ultralyticsMetadata(file)
    if (output?.shape[2] !== 6 || (task !== undefined && task !== 'detect')) return undefined
    // Others have rows of the same length: a YOLOv5 or YOLOX of one class, and an RT-DETR of two.
    const [, rows] = output.shape
    const isGrid = hasGridRows(rows, input, 1) || hasGridRows(rows, input, 3)
    if (task === undefined && !final && isGrid) return undefined
    if (!final && names?.size === 2 && /rt-?detr/i.test(description)) return undefined
    return { task: 'detect', classes: undefined, layout: 'final', outputs: [output.name] }
  },

  prepare: (image, model) => centredLetterbox(image, model, true),

  read([output], model, frame, limits) {
    if (!output) return []
    return best(finalRows(rowMajor(output), limits))
      .slice(0, limits.maxDetections)
      .map((candidate) => toDetection(candidate, model, frame))
  }
}
