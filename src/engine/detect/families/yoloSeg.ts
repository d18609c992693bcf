import { hasGridRows } from './yolov8'
import { toDetection, toImageBox } from '../candidates'
import type { Detection } from '../detection'
import type { FamilyMatch, Frame, Limits, ModelFamily, ModelInput, RecognisedModel } from '../family'
import { isNumber } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import { centredLetterbox } from '../prepareImage'
import { maskMaker } from '../prototypes'
import { columnMajor, finalRows, rowMajor, rowPart, scoredColumns } from '../rows'
import { best, suppress } from '../suppress'
import type { FloatTensor } from '../../runtime/ort'

/**
 * YOLOv8, 11 and 26 for instance segmentation. The first output has the boxes with a number for each prototype behind
 * them: [1, 4 + classes + prototypes, cells] as of YOLOv8, or [1, most, 6 + prototypes] where the model is end to end or
 * has suppression built in. The second has the prototypes, [1, prototypes, height / 4, width / 4].
 */
export const yoloSeg: ModelFamily = {
  id: 'yolo-seg',
  name: 'YOLOv8 / 11 / 26-seg',
  match: (file, input) => matchSegmenter(file, input),
  prepare: (image, model) => centredLetterbox(image, model, true),
  read: readSegments
}

/** Whether a file is a segmenter of this kind, and in which form its boxes come. */
export function matchSegmenter(file: OnnxFile, input: ModelInput): FamilyMatch | undefined {
  const prototypes = file.outputs.find(({ shape }) => shape.length === 4)
  const boxes = file.outputs.find(({ shape }) => shape.length === 3)
  const { task, final } = ultralyticsMetadata(file)
  if (!prototypes || !boxes || file.inputs.length !== 1 || file.outputs.length !== 2) return undefined
  if (task !== undefined && task !== 'segment') return undefined
  const [, count = 32] = prototypes.shape
  const [, rows, columns] = boxes.shape
  if (!isNumber(count)) return undefined
  const outputs = [boxes.name, prototypes.name]
  if (isNumber(rows) && rows > 4 + count && !final && hasGridRows(columns, input, 1)) {
    return { task: 'segment', classes: rows - 4 - count, layout: 'raw', outputs }
  }
  return columns === 6 + count ? { task: 'segment', classes: undefined, layout: 'final', outputs } : undefined
}

/** The objects with their masks. */
export function readSegments(
  [boxes, prototypes]: readonly FloatTensor[],
  model: RecognisedModel,
  frame: Frame,
  limits: Limits
): Detection[] {
  if (!boxes || !prototypes) return []
  const [, count = 0] = prototypes.dims
  const isRaw = model.layout === 'raw'
  const table = isRaw ? columnMajor(boxes) : rowMajor(boxes)
  const kept = isRaw
    ? suppress(scoredColumns(boxes, table.columns - 4 - count, limits), limits)
    : best(finalRows(table, limits)).slice(0, limits.maxDetections)
  const makeMask = maskMaker(prototypes, frame)
  return kept.map((candidate) => {
    const coefficients = rowPart(table.cell, candidate.row, table.columns - count, count)
    const mask = makeMask(coefficients, toImageBox(candidate.box, frame))
    return { ...toDetection(candidate, model, frame), mask }
  })
}
