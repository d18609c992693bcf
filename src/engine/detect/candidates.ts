import type { CornerBox } from '@shared/segment/cornerBox'
import type { Box } from '@shared/geometry/box'
import type { Detection } from './detection'
import type { Frame, Limits, RecognisedModel } from './family'

/** A box that a model proposes. */
export interface Candidate {
  /** In pixels of the model's input. */
  readonly box: CornerBox
  readonly score: number
  readonly classIndex: number
  /** Which of the model's rows it is, where more about it stands. */
  readonly row: number
}

/** Left, top, right, bottom of a box given by its middle and size. */
export function cornersOf(x: number, y: number, width: number, height: number): CornerBox {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2]
}

/** Whether a score and class are asked for. */
export function isWanted(score: number, classIndex: number, { confidence, classes }: Limits): boolean {
  return score > confidence && (classes?.has(classIndex) ?? true)
}

/** By falling score; of equal scores the earlier row first. */
export function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.row - b.row
}

/** Input pixels to image pixels, clipped to the image. */
export function toImageBox([left, top, right, bottom]: CornerBox, frame: Frame): Box {
  const { imageWidth, imageHeight, scaleX, scaleY, padX, padY } = frame
  const clip = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit)
  const x = clip((left - padX) / scaleX, imageWidth)
  const y = clip((top - padY) / scaleY, imageHeight)
  return {
    x,
    y,
    width: clip((right - padX) / scaleX, imageWidth) - x,
    height: clip((bottom - padY) / scaleY, imageHeight) - y
  }
}

/** A candidate as a result. */
export function toDetection(candidate: Candidate, model: RecognisedModel, frame: Frame): Detection {
  const { box, score, classIndex } = candidate
  return { box: toImageBox(box, frame), score, classIndex, className: classNameOf(model, classIndex) }
}

/** The class's name; a number that the list does not have is said as a number. */
export function classNameOf({ classNames }: Pick<RecognisedModel, 'classNames'>, classIndex: number): string {
  return classNames[classIndex] ?? `class ${classIndex}`
}
