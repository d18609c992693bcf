import { boxFromPoints, intersectBoxes } from '@shared/geometry/box'
import type { Point } from '@shared/geometry/spaces'
import { hasGridRows } from './yolov8'
import { classNameOf, isWanted, type Candidate } from '../candidates'
import type { Detection, RotatedBox } from '../detection'
import type { Frame, Limits, ModelFamily, RecognisedModel } from '../family'
import { isNumber, onlyOutput } from '../match'
import { ultralyticsMetadata } from '../../models/onnx/metadata'
import { centredLetterbox } from '../prepareImage'
import { columnMajor, rowMajor, scoredColumns, type Cell } from '../rows'
import { best } from '../suppress'

/**
 * YOLOv8, 11 and 26 for oriented boxes: as of YOLOv8 with the angle (radians) behind the class scores,
 * [1, 5 + classes, cells], or [1, most, 7] of x, y, width, height, score, class, angle where the model is end to end or
 * has suppression built in. Without the metadata the first form looks like a detector of one class more, so the
 * metadata must say that the task is "obb"; the second form is known by its length too.
 */
export const yoloObb: ModelFamily = {
  id: 'yolo-obb',
  name: 'YOLO OBB',

  match(file, input) {
    const output = onlyOutput(file, 3)
    const { task, final } = ultralyticsMetadata(file)
    const [, rows, columns] = output?.shape ?? []
    if (!output || (task !== undefined && task !== 'obb')) return undefined
    if (task === 'obb' && !final && isNumber(rows) && rows > 5 && hasGridRows(columns, input, 1)) {
      return { task: 'obb', classes: rows - 5, layout: 'raw', outputs: [output.name] }
    }
    const isFinal = columns === 7 && !hasGridRows(rows, input, 3) && !hasGridRows(rows, input, 1)
    return isFinal ? { task: 'obb', classes: undefined, layout: 'final', outputs: [output.name] } : undefined
  },

  prepare: (image, model) => centredLetterbox(image, model, true),

  read([output], model, frame, limits) {
    if (!output) return []
    const isRaw = model.layout === 'raw'
    const table = isRaw ? columnMajor(output) : rowMajor(output)
    const { cell, columns } = table
    const rotated = (row: number): RotatedBox => regular(cell, row, columns - 1)
    const candidates = isRaw ? scoredColumns(output, columns - 5, limits) : finalObb(cell, table.rows, limits)
    const kept = isRaw ? suppressRotated(candidates, rotated, limits) : best(candidates)
    return kept
      .slice(0, limits.maxDetections)
      .map((candidate) => toRotated(candidate, rotated(candidate.row), model, frame))
  }
}

/** Rows of x, y, width, height, score, class, angle. */
function finalObb(cell: Cell, rows: number, limits: Limits): Candidate[] {
  const candidates: Candidate[] = []
  for (let row = 0; row < rows; row++) {
    const score = cell(row, 4)
    const classIndex = Math.round(cell(row, 5))
    if (isWanted(score, classIndex, limits)) candidates.push({ box: [0, 0, 0, 0], score, classIndex, row })
  }
  return candidates
}

/** A box with its angle brought to [0, π/2), its sides exchanged where that takes a quarter turn. */
function regular(cell: Cell, row: number, angleColumn: number): RotatedBox {
  const turns = cell(row, angleColumn) / (Math.PI / 2)
  const quarter = Math.floor(turns)
  const angle = (turns - quarter) * (Math.PI / 2)
  const center = { x: cell(row, 0), y: cell(row, 1) }
  const sides = [cell(row, 2), cell(row, 3)] as const
  const [width, height] = quarter % 2 === 0 ? sides : [sides[1], sides[0]]
  return { center, width, height, angle }
}

/**
 * Suppression by `probIou` as Ultralytics does it for oriented boxes: a box goes when any better one of its class, kept
 * or not, overlaps it by the threshold or more.
 */
function suppressRotated(
  candidates: readonly Candidate[],
  rotated: (row: number) => RotatedBox,
  { iou, agnostic }: Limits
): Candidate[] {
  const sorted = best(candidates).map((candidate) => ({
    candidate,
    shape: gaussianOf(rotated(candidate.row))
  }))
  const kept = sorted.filter(({ candidate, shape }, i) => {
    for (let k = 0; k < i; k++) {
      const better = sorted[k]
      if (!better || (!agnostic && better.candidate.classIndex !== candidate.classIndex)) continue
      if (probIou(better.shape, shape) >= iou) return false
    }
    return true
  })
  return kept.map(({ candidate }) => candidate)
}

function toRotated(candidate: Candidate, box: RotatedBox, model: RecognisedModel, frame: Frame): Detection {
  const { scaleX, scaleY, padX, padY, imageWidth, imageHeight } = frame
  const rotatedBox: RotatedBox = {
    center: { x: (box.center.x - padX) / scaleX, y: (box.center.y - padY) / scaleY },
    width: box.width / scaleX,
    height: box.height / scaleY,
    angle: box.angle
  }
  const around = boxFromPoints(rotatedCorners(rotatedBox))
  const inside = around && intersectBoxes(around, { x: 0, y: 0, width: imageWidth, height: imageHeight })
  const { score, classIndex } = candidate
  const nothing = { x: 0, y: 0, width: 0, height: 0 }
  return { box: inside ?? nothing, score, classIndex, className: classNameOf(model, classIndex), rotatedBox }
}

/** The four corners, in order around the box. */
function rotatedCorners({ center, width, height, angle }: RotatedBox): [Point, Point, Point, Point] {
  const along = { x: (Math.cos(angle) * width) / 2, y: (Math.sin(angle) * width) / 2 }
  const across = { x: (-Math.sin(angle) * height) / 2, y: (Math.cos(angle) * height) / 2 }
  const corner = (a: number, b: number): Point => ({
    x: center.x + a * along.x + b * across.x,
    y: center.y + a * along.y + b * across.y
  })
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

const EPSILON = 1e-7

/** A box as the normal distribution of its pixels: the middle, and the covariance. */
interface Gaussian {
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** The distribution of a box: the variance of a side is its square / 12. */
export function gaussianOf({ center, width, height, angle }: RotatedBox): Gaussian {
  const along = width ** 2 / 12
  const across = height ** 2 / 12
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    x: center.x,
    y: center.y,
    xx: along * cos ** 2 + across * sin ** 2,
    yy: along * sin ** 2 + across * cos ** 2,
    xy: (along - across) * cos * sin
  }
}

/**
 * How much two rotated boxes overlap, as 1 − the Hellinger distance of their distributions (Llerena et al., "Gaussian
 * Bounding Boxes and Probabilistic Intersection-over-Union", 2021). Ultralytics suppresses oriented boxes by it; it is
 * not the ratio of areas, but like it 1 for equal boxes and near 0 for boxes apart.
 */
export function probIou(a: Gaussian, b: Gaussian): number {
  const xx = a.xx + b.xx
  const yy = a.yy + b.yy
  const xy = a.xy + b.xy
  const dx = a.x - b.x
  const dy = a.y - b.y
  const determinant = xx * yy - xy ** 2
  const apart = (xx * dy ** 2 + yy * dx ** 2 - 2 * xy * dx * dy) / (determinant + EPSILON) / 4
  const sizes = Math.sqrt(Math.max(0, a.xx * a.yy - a.xy ** 2) * Math.max(0, b.xx * b.yy - b.xy ** 2))
  const shapes = Math.log(determinant / (4 * sizes + EPSILON) + EPSILON) / 2
  const distance = Math.min(100, Math.max(EPSILON, apart + shapes))
  return 1 - Math.sqrt(1 - Math.exp(-distance) + EPSILON)
}
