import { hasGridRows } from '../anchors'
import { toDetection } from '../candidates'
import type { ModelFamily } from '../family'
import { isNumber, onlyOutput } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { scoredColumns } from '../rows'
import { suppress } from '../suppress'

/**
 * YOLOv8, v9, 11, 12 and 26 as they are exported without suppression: [1, 4 + classes, cells] of x, y, width, height in
 * input pixels and class scores; a column for each cell of the grids.
 */
export const yolov8: ModelFamily = {
  id: 'yolov8',
  name: 'YOLOv8 / v9 / 11 / 26',

  match(file, input) {
    const output = onlyOutput(file, 3)
    const [, rows, cells] = output?.shape ?? []
    if (!output || !isNumber(rows) || rows < 5 || !hasGridRows(cells, input, 1)) return undefined
    const { task } = ultralyticsMetadata(file)
    if (task !== undefined && task !== 'detect') return undefined
    return { task: 'detect', classes: rows - 4, layout: 'raw', outputs: [output.name] }
  },

  prepare: (image, model) => centredLetterbox(image, model, true),

  read([output], model, frame, limits) {
    if (!output) return []
    const [, rows = 4] = output.dims
    const candidates = scoredColumns(output, rows - 4, limits)
    return suppress(candidates, limits).map((candidate) => toDetection(candidate, model, frame))
  }
}
