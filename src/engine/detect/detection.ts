import type { Box } from '@shared/geometry/box'
import type { Point } from '@shared/geometry/spaces'
import type { Rle } from '@shared/mask/rle'

/** A box that is turned about its middle; image pixels, may reach over the image's edges. */
export interface RotatedBox {
  readonly center: Point
  /** The side along the angle, and the side across. */
  readonly width: number
  readonly height: number
  /** Radians from the x axis towards the y axis (clockwise as seen), in [0, π/2). */
  readonly angle: number
}

/** One object that a model found. Coordinates are image pixels. */
export interface Detection {
  /** Clipped to the image. Of a rotated box it is the smallest box around. */
  readonly box: Box
  /** From 0 to 1. */
  readonly score: number
  readonly classIndex: number
  readonly className: string
  /** Of the image's size; segmenters give one with each object. */
  readonly mask?: Rle
  /** Only models of oriented boxes give these. */
  readonly rotatedBox?: RotatedBox
}

/** What to keep of what a model finds. What is not given is as in Ultralytics' `predict`. */
export interface DetectOptions {
  /** Objects with at most this score are left out; 0.25. */
  readonly confidence?: number
  /** A box that overlaps a better one by more than this is left out, in families that need it; 0.7. */
  readonly iou?: number
  /** Boxes of different classes suppress each other too; no. */
  readonly agnostic?: boolean
  /** The best ones; 300. */
  readonly maxDetections?: number
  /** Only these classes, by index; all. */
  readonly classes?: readonly number[]
}
