import type { Box } from '@shared/geometry/box'
import type { Rle } from '@shared/mask/rle'

/** An object that a detector found, with its outline. Coordinates are image pixels. */
export interface AutoObject {
  readonly classIndex: number
  readonly className: string
  /** As the detector has it. */
  readonly box: Box
  /** The detector's, from 0 to 1. */
  readonly score: number
  /** Of the image's size. */
  readonly mask: Rle
  /** Object pixels. */
  readonly area: number
  /** The outlining model's own estimate of the mask's IoU; null where the detector gave the mask itself. */
  readonly maskScore: number | null
}
