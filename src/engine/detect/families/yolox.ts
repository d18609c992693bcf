import { cellCount, STRIDES } from './yolov8'
import { cornersOf, isWanted, toDetection, type Candidate } from '../candidates'
import type { Limits, ModelFamily } from '../family'
import { isNumber, onlyOutput } from '../match'
import { cornerLetterbox } from '../prepareImage'
import { bestClass, rowMajor, type RowsOf } from '../rows'
import { suppress } from '../suppress'

/**
 * YOLOX: [1, cells, 5 + classes] of x and y in cells from the cell's corner, the logarithms of width and height in
 * cells, objectness, class scores; a row for each cell of the grids of strides 8, 16 and 32. Input pixels are bytes in
 * the order blue, green, red.
 */
export const yolox: ModelFamily = {
  id: 'yolox',
  name: 'YOLOX',

  match(file, input) {
    const output = onlyOutput(file, 3)
    const [, rows, columns] = output?.shape ?? []
    if (!output || !isNumber(columns) || columns < 6 || input.dynamic || rows !== cellCount(input, STRIDES)) {
      return undefined
    }
    return { task: 'detect', classes: columns - 5, layout: 'raw', outputs: [output.name] }
  },

  prepare: cornerLetterbox,

  read([output], model, frame, limits) {
    if (!output) return []
    const table = rowMajor(output)
    const candidates: Candidate[] = []
    let row = 0
    for (const stride of STRIDES) {
      const across = frame.inputWidth / stride
      const cells = across * (frame.inputHeight / stride)
      for (let cell = 0; cell < cells; cell++) {
        const candidate = readCell(table, row, cell % across, Math.floor(cell / across), stride, limits)
        if (candidate) candidates.push(candidate)
        row++
      }
    }
    return suppress(candidates, limits).map((candidate) => toDetection(candidate, model, frame))
  }
}

function readCell(
  { cell, columns }: RowsOf,
  row: number,
  column: number,
  line: number,
  stride: number,
  limits: Limits
): Candidate | undefined {
  const objectness = cell(row, 4)
  if (objectness <= limits.confidence) return undefined
  const { index, score } = bestClass((at, i) => cell(at, i) * objectness, row, 5, columns - 5)
  if (!isWanted(score, index, limits)) return undefined
  const box = cornersOf(
    (cell(row, 0) + column) * stride,
    (cell(row, 1) + line) * stride,
    Math.exp(cell(row, 2)) * stride,
    Math.exp(cell(row, 3)) * stride
  )
  return { box, score, classIndex: index, row }
}
