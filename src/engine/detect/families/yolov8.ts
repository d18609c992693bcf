import { toDetection } from '../candidates'
import type { ModelFamily, ModelInput } from '../family'
import { isNumber, onlyOutput } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { scoredColumns, finalRows, rowMajor } from '../rows'
import { suppress, best } from '../suppress'

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

/** Cells of the grids of all strides together, row by row, the finest first. */
export function cellCount(
  { width, height }: Pick<ModelInput, 'width' | 'height'>,
  strides: readonly number[]
): number {
  return strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0)
}

/** The strides of nearly all YOLO models, and of those for large images. */
export const STRIDES = [8, 16, 32] as const
const STRIDES_P6 = [8, 16, 32, 64] as const

/** Whether an output has `perCell` rows for each cell of its input's grids; a dynamic one is not held to it. */
export function hasGridRows(rows: number | string | undefined, input: ModelInput, perCell: number): boolean {
  if (typeof rows === 'string') return input.dynamic
  return [STRIDES, STRIDES_P6].some((strides) => rows === perCell * cellCount(input, strides))
}
