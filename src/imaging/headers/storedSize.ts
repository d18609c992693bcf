import type { Orientation } from '../orientation'

/** Size as stored, before it is turned. */
export interface StoredSize {
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  readonly pixelBytes: number
  readonly leastBytes?: number
}
