import type { Size } from '@shared/geometry/spaces'
import type { Shape } from '@shared/schema/shape'
import type { NoteCode } from '../notes'
import { boundsIou, shapeIou } from '../selfCheck'
import { orientedBox } from './orientedBox'
import { yoloBoxLine, yoloSegmentLine } from './yolo'

/** What a YOLO dataset is for: its label files have one form of line. */
export interface YoloTask {
  /** The line of an object, or undefined for a shape without extent. */
  line(classIndex: number, shape: Shape, size: Size): string | undefined
  /** What of the shape the line does not say. */
  loss(shape: Shape): NoteCode | undefined
  /** IoU of an object and what was read back of it. */
  iou(written: Shape, found: Shape, size: Size): number
  /** Whether lines follow outlines, and not boxes. */
  readonly outlines: boolean
  /** Whether Ultralytics keeps one of several equal lines. */
  readonly keepsOneOfSame: boolean
}

/** Upright boxes. */
export const detection: YoloTask = {
  line: yoloBoxLine,
  loss: (shape) => (shape.kind === 'rect' ? undefined : 'only-boxes'),
  iou: boundsIou,
  outlines: false,
  keepsOneOfSame: true
}

/** One ring an object. */
export const segmentation: YoloTask = {
  line: yoloSegmentLine,
  loss: (shape) => (shape.kind === 'rect' ? 'box-outlines' : undefined),
  iou: shapeIou,
  outlines: true,
  keepsOneOfSame: false
}

/** The oriented box as a shape; the shape itself where there is none. */
function asOrientedBox(shape: Shape, size: Size): Shape {
  const outer = orientedBox(shape, size)
  return outer ? { kind: 'polygon', parts: [{ outer, holes: [] }] } : shape
}

/** Boxes that may be turned: the four corners of the smallest around each object. */
export const oriented: YoloTask = {
  line(classIndex, shape, size) {
    const line = yoloSegmentLine(classIndex, asOrientedBox(shape, size), size)
    // Of a box so small that two corners are the same number, nothing is left.
    return line?.split(' ').length === 9 ? line : undefined
  },
  loss: (shape) => (isFourSided(shape) ? undefined : 'only-oriented-boxes'),
  iou: (written, found, size) => shapeIou(asOrientedBox(written, size), found, size),
  outlines: false,
  keepsOneOfSame: false
}

function isFourSided(shape: Shape): boolean {
  if (shape.kind !== 'polygon') return shape.kind === 'rect'
  const [part] = shape.parts
  return shape.parts.length === 1 && part?.outer.length === 4 && part.holes.length === 0
}
