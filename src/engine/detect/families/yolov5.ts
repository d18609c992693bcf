import { hasGridRows } from '../anchors'
import { toDetection } from '../candidates'
import type { ModelFamily } from '../family'
import { isNumber, outputBeforeHeads } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { objectRows, rowMajor } from '../rows'
import { suppress } from '../suppress'

/**
 * YOLOv5 (and YOLOv7, which is written out in the same way): [1, rows, 5 + classes] of x, y, width, height in input
 * pixels, objectness, class scores; three rows for each cell of the grids. Exports of version 6.1 and before give the
 * grids themselves besides, which nobody needs.
 */
export const yolov5: ModelFamily = {
  id: 'yolov5',
  name: 'YOLOv5',

  match(file, input) {
    const output = outputBeforeHeads(file)
    const [, rows, columns] = output?.shape ?? []
    if (!output || !isNumber(columns) || columns < 6 || !hasGridRows(rows, input, 3)) return undefined
    const { task } = ultralyticsMetadata(file)
    if (task !== undefined && task !== 'detect') return undefined
    return { task: 'detect', classes: columns - 5, layout: 'raw', outputs: [output.name] }
  },

  prepare: (image, model) => centredLetterbox(image, model, false),

  read([output], model, frame, limits) {
    if (!output) return []
    const table = rowMajor(output)
    const candidates = objectRows(table, table.columns - 5, limits)
    return suppress(candidates, limits).map((candidate) => toDetection(candidate, model, frame))
  }
}
