import type { Point } from '../geometry/spaces'
import type { PixelBox, Rle } from '../mask/rle'

/** A mask that whole-image segmentation offers. Coordinates are image pixels. */
export interface Proposal {
  /** Unique within a run, and the same whenever the same image is segmented with the same settings. */
  readonly id: string
  /** Row-major runs at image resolution. */
  readonly rle: Rle
  /** The smallest box around the object's pixels. */
  readonly bbox: PixelBox
  /** Object pixels. */
  readonly area: number
  readonly predictedIou: number
  readonly stability: number
  /** The click that gave it. */
  readonly point: Point
  /** The crop that it was seen in; the whole image without crops. */
  readonly cropBox: PixelBox
}
