import { hasGridRows } from './yolov8'
import { toDetection, toImageBox } from '../candidates'
import type { ModelFamily } from '../family'
import { isNumber, outputBeforeHeads } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { objectRows, rowMajor, rowPart } from '../rows'
import { suppress } from '../suppress'
import { maskMaker } from '../prototypes'

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

/**
 * YOLOv5 for instance segmentation (YOLOv7's is the same): its rows with a number for each prototype behind them,
 * [1, rows, 5 + classes + prototypes], three for each cell of the grids, and the prototypes,
 * [1, prototypes, height / 4, width / 4].
 */
export const yolov5Seg: ModelFamily = {
  id: 'yolov5-seg',
  name: 'YOLOv5-seg',

  match(file, input) {
    const prototypes = file.outputs.find(({ shape }) => shape.length === 4)
    const others = file.outputs.filter((output) => output !== prototypes)
    const output = outputBeforeHeads({ ...file, outputs: others })
    const [, count] = prototypes?.shape ?? []
    const [, rows, columns] = output?.shape ?? []
    if (!prototypes || !output || !isNumber(count) || !isNumber(columns)) return undefined
    if (columns < 6 + count || !hasGridRows(rows, input, 3)) return undefined
    const { task } = ultralyticsMetadata(file)
    if (task !== undefined && task !== 'segment') return undefined
    const outputs = [output.name, prototypes.name]
    return { task: 'segment', classes: columns - 5 - count, layout: 'raw', outputs }
  },

  prepare: (image, model) => centredLetterbox(image, model, false),

  read([rows, prototypes], model, frame, limits) {
    if (!rows || !prototypes) return []
    const [, count = 0] = prototypes.dims
    const table = rowMajor(rows)
    const makeMask = maskMaker(prototypes, frame)
    return suppress(objectRows(table, table.columns - 5 - count, limits), limits).map((candidate) => {
      const coefficients = rowPart(table.cell, candidate.row, table.columns - count, count)
      const mask = makeMask(coefficients, toImageBox(candidate.box, frame))
      return { ...toDetection(candidate, model, frame), mask }
    })
  }
}
