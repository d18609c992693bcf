import type { PixelBox } from '../mask/rle'
import type { MaskData } from '../schema/shape'

/** What picking, covering and enclosing need of a proposal. Immutable: what is worked out of one is kept with it. */
export interface PoolMask {
  readonly id: string
  readonly mask: MaskData
  /** The smallest box around the object's pixels. */
  readonly box: PixelBox
  /** Object pixels. */
  readonly area: number
  /** The predicted IoU, 0 to 1. */
  readonly score: number
  /** The stability score, 0 to 1. */
  readonly stability: number
}
