import { cornersOf, isWanted, toDetection, type Candidate } from '../candidates'
import type { FamilyMatch, Frame, Limits, ModelFamily } from '../family'
import { isNumber, outputsNamed } from '../match'
import { IMAGENET_RGB, stretched, UNIT_RGB } from '../prepareImage'
import { rowMajor } from '../rows'
import { best } from '../suppress'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import type { OnnxValue } from '../../models/onnx/onnxGraph'
import type { FloatTensor } from '../../runtime/ort'

/**
 * RF-DETR: `dets` [1, queries, 4] of x, y, width, height as fractions of the input, and `labels` [1, queries, classes] of
 * class logits; layout 'rf'. RT-DETR as Hugging Face exports it has the same under the names `pred_boxes` and `logits`,
 * and takes its pixels without the mean and deviation; layout 'hf'. A query may stand for several classes, as in the
 * references; there is no suppression.
 */
export const rfDetr: ModelFamily = {
  id: 'rf-detr',
  name: 'RF-DETR',

  match(file) {
    const own = outputsNamed(file, ['dets', 'labels'])
    if (own) return matchPair(file, own.dets, own.labels, 'rf')
    const other = outputsNamed(file, ['pred_boxes', 'logits'])
    return other && matchPair(file, other.pred_boxes, other.logits, 'hf')
  },

  prepare(image, model) {
    return stretched(image, model, 'antialiased', model.layout === 'rf' ? IMAGENET_RGB : UNIT_RGB)
  },

  read([boxes, logits], model, frame, limits) {
    if (!boxes || !logits) return []
    return queryCandidates(boxes, logits, frame, limits).map((candidate) =>
      toDetection(candidate, model, frame)
    )
  }
}

/** The best of all queries' classes; the row is query × classes + class. */
export function queryCandidates(
  boxes: FloatTensor,
  logits: FloatTensor,
  { inputWidth, inputHeight }: Frame,
  limits: Limits
): Candidate[] {
  const { cell } = rowMajor(boxes)
  const { rows, columns, cell: logit } = rowMajor(logits)
  const candidates: Candidate[] = []
  for (let row = 0; row < rows; row++) {
    for (let classIndex = 0; classIndex < columns; classIndex++) {
      const score = 1 / (1 + Math.exp(-logit(row, classIndex)))
      if (!isWanted(score, classIndex, limits)) continue
      const box = cornersOf(
        cell(row, 0) * inputWidth,
        cell(row, 1) * inputHeight,
        cell(row, 2) * inputWidth,
        cell(row, 3) * inputHeight
      )
      candidates.push({ box, score, classIndex, row: row * columns + classIndex })
    }
  }
  return best(candidates).slice(0, Math.min(limits.maxDetections, rows))
}

function matchPair(
  { inputs, outputs }: OnnxFile,
  boxes: OnnxValue,
  labels: OnnxValue,
  layout: string
): FamilyMatch | undefined {
  const [, , classes] = labels.shape
  if (inputs.length !== 1 || outputs.length !== 2 || boxes.shape[2] !== 4 || labels.shape.length !== 3)
    return undefined
  return {
    task: 'detect',
    classes: isNumber(classes) ? classes : undefined,
    layout,
    outputs: [boxes.name, labels.name]
  }
}
