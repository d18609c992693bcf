import type { Size } from '@shared/geometry/spaces'
import type { Shape } from '@shared/schema/shape'
import type { NoteCode } from '../notes'
import { boundsIou, shapeIou } from '../selfCheck'
import { yoloBoxLine, yoloSegmentLine } from './yolo'

/** What a YOLO dataset is for: its label files have one form of line. */
export interface YoloTask {
  /** The line of an object, or undefined for a shape without extent. */
  line(classIndex: number, shape: Shape, size: Size): string | undefined
  /** What of the shape the line does not say. */
  loss(shape: Shape): NoteCode | undefined
  /** IoU of an object and what was read back of it. */
  iou(written: Shape, found: Shape, size: Size): number
  /** Whether Ultralytics keeps one of several equal lines. */
  readonly keepsOneOfSame: boolean
}

/** Upright boxes. */
export const detection: YoloTask = {
  line: yoloBoxLine,
  loss: (shape) => (shape.kind === 'rect' ? undefined : 'only-boxes'),
  iou: boundsIou,
  keepsOneOfSame: true
}

/** One ring an object. */
export const segmentation: YoloTask = {
  line: yoloSegmentLine,
  loss: (shape) => (shape.kind === 'rect' ? 'box-outlines' : undefined),
  iou: shapeIou,
  keepsOneOfSame: false
}
