import { hasGridRows } from '../anchors'
import { cornersOf, isWanted, toDetection, type Candidate } from '../candidates'
import type { ModelFamily } from '../family'
import { isNumber, onlyOutput } from '../match'
import { ultralyticsMetadata } from '../metadata'
import { centredLetterbox } from '../prepareImage'
import { bestClass, rowMajor } from '../rows'
import { suppress } from '../suppress'

/**
 * YOLOv5 (and YOLOv7, which is written out in the same way): [1, rows, 5 + classes] of x, y, width, height in input
 * pixels, objectness, class scores; three rows for each cell of the grids. The score of a class is its own times the
 * objectness.
 */
export const yolov5: ModelFamily = {
  id: 'yolov5',
  name: 'YOLOv5',

  match(file, input) {
    const output = onlyOutput(file, 3)
    const [, rows, columns] = output?.shape ?? []
    if (!output || !isNumber(columns) || columns < 6 || !hasGridRows(rows, input, 3)) return undefined
    const { task } = ultralyticsMetadata(file)
    if (task !== undefined && task !== 'detect') return undefined
    return { task: 'detect', classes: columns - 5, layout: 'raw', outputs: [output.name] }
  },

  prepare: (image, model) => centredLetterbox(image, model, false),

  read([output], model, frame, limits) {
    if (!output) return []
    const { rows, columns, cell } = rowMajor(output)
    const candidates: Candidate[] = []
    for (let row = 0; row < rows; row++) {
      const objectness = cell(row, 4)
      if (objectness <= limits.confidence) continue
      const { index, score } = bestClass((at, column) => cell(at, column) * objectness, row, 5, columns - 5)
      if (!isWanted(score, index, limits)) continue
      const box = cornersOf(cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3))
      candidates.push({ box, score, classIndex: index, row })
    }
    return suppress(candidates, limits).map((candidate) => toDetection(candidate, model, frame))
  }
}
