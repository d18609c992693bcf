import { cornersOf, isWanted, toDetection, type Candidate } from '../candidates'
import type { Frame, Limits, ModelFamily, ModelInput } from '../family'
import { isNumber, onlyOutput, outputsNamed } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import { stretched, UNIT_RGB } from '../prepareImage'
import { bestClass, rowMajor } from '../rows'
import { best } from '../suppress'
import type { FloatTensor } from '../../runtime/ort'

/** More rows than this no model of this kind asks for. */
const MOST_QUERIES = 2000

/** The second input of the official export: the image's width and height. */
const SIZES = 'orig_target_sizes'

/**
 * RT-DETR, in two forms. Ultralytics' export, layout 'rows': [1, queries, 4 + classes] of x, y, width, height as
 * fractions of the input, and class scores. The official export (also of RT-DETRv2, D-FINE and DEIM), layout 'sized': it
 * takes the image's size as int64[1, 2] and gives `labels` int64[1, queries], `boxes` [1, queries, 4] as left, top,
 * right, bottom in image pixels, and `scores` [1, queries]. Neither needs suppression.
 */
export const rtDetr: ModelFamily = {
  id: 'rt-detr',
  name: 'RT-DETR',

  match(file, input) {
    const sized = matchSized(file)
    if (sized) return sized
    const output = onlyOutput(file, 3)
    const [, queries, columns] = output?.shape ?? []
    if (!output || !isNumber(columns) || columns < 5 || !isQueries(queries, input)) return undefined
    const { task, names } = ultralyticsMetadata(file)
    if (task !== undefined && (task !== 'detect' || (names && names.size !== columns - 4))) return undefined
    return { task: 'detect', classes: columns - 4, layout: 'rows', outputs: [output.name] }
  },

  prepare(image, model) {
    if (model.layout === 'rows') return stretched(image, model, 'linear', UNIT_RGB)
    const { frame, feeds } = stretched(image, model, 'antialiased', UNIT_RGB)
    const sizes = { data: Float32Array.of(image.width, image.height), dims: [1, 2] }
    return { frame, feeds: { ...feeds, [SIZES]: sizes } }
  },

  read(outputs, model, frame, limits) {
    const candidates =
      model.layout === 'rows' ? readRows(outputs, frame, limits) : readSized(outputs, frame, limits)
    return best(candidates)
      .slice(0, limits.maxDetections)
      .map((candidate) => toDetection(candidate, model, frame))
  }
}

function matchSized(file: OnnxFile): ReturnType<ModelFamily['match']> {
  const outputs = outputsNamed(file, ['labels', 'boxes', 'scores'])
  const takesSize = file.inputs.length === 2 && file.inputs.some(({ name }) => name === SIZES)
  if (!outputs || !takesSize) return undefined
  return { task: 'detect', classes: undefined, layout: 'sized', outputs: ['labels', 'boxes', 'scores'] }
}

/** A fixed number of queries, far fewer than a grid has cells. */
function isQueries(count: number | string | undefined, { dynamic }: ModelInput): boolean {
  return isNumber(count) ? count <= MOST_QUERIES : dynamic && count !== undefined
}

function readRows([output]: readonly FloatTensor[], frame: Frame, limits: Limits): Candidate[] {
  if (!output) return []
  const { rows, columns, cell } = rowMajor(output)
  const { inputWidth, inputHeight } = frame
  const candidates: Candidate[] = []
  for (let row = 0; row < rows; row++) {
    const { index, score } = bestClass(cell, row, 4, columns - 4)
    if (!isWanted(score, index, limits)) continue
    const box = cornersOf(
      cell(row, 0) * inputWidth,
      cell(row, 1) * inputHeight,
      cell(row, 2) * inputWidth,
      cell(row, 3) * inputHeight
    )
    candidates.push({ box, score, classIndex: index, row })
  }
  return candidates
}

/** Boxes come in image pixels, and are brought to input pixels as those of all families are. */
function readSized(
  [labels, boxes, scores]: readonly FloatTensor[],
  frame: Frame,
  limits: Limits
): Candidate[] {
  if (!labels || !boxes || !scores) return []
  const { scaleX, scaleY } = frame
  const candidates: Candidate[] = []
  scores.data.forEach((score, row) => {
    const classIndex = labels.data[row] ?? 0
    if (!isWanted(score, classIndex, limits)) return
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.data.subarray(row * 4, row * 4 + 4)
    candidates.push({
      box: [left * scaleX, top * scaleY, right * scaleX, bottom * scaleY],
      score,
      classIndex,
      row
    })
  })
  return candidates
}
