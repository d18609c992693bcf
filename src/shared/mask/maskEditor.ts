import { uniteBoxes } from '../geometry/box'
import type { Point, Size } from '../geometry/spaces'
import type { MaskData } from '../schema/shape'
import { strokeCapsule } from './brush'
import { bitmapFromMask, maskFromBitmap } from './maskData'
import { emptyBitmap, type Bitmap, type PixelBox } from './rle'

/**
 * A mask while a brush works on it: begins with a stored mask or an empty one and gives a stored mask at the end.
 * Every stroke reports the box that it changed, so that only this has to be redrawn.
 */
export class MaskEditor {
  readonly bitmap: Bitmap
  private changed: PixelBox | undefined

  constructor(start: MaskData | Size) {
    this.bitmap = 'counts' in start ? bitmapFromMask(start) : emptyBitmap(start.width, start.height)
  }

  /** The box of all changes so far, or undefined when there were none. */
  get dirty(): PixelBox | undefined {
    return this.changed
  }

  /** Adds or erases what a disc sweeps from `from` to `to`; gives the box that changed. */
  stroke(from: Point, to: Point, radius: number, mode: 'add' | 'erase'): PixelBox | undefined {
    const box = strokeCapsule(this.bitmap, from, to, radius, mode === 'add' ? 1 : 0)
    this.changed = uniteBoxes(this.changed, box)
    return box
  }

  /** Adds or erases a disc; gives the box that changed. */
  stamp(at: Point, radius: number, mode: 'add' | 'erase'): PixelBox | undefined {
    return this.stroke(at, at, radius, mode)
  }

  /** The stored form, or null when no object pixel is left. */
  finish(): MaskData | null {
    const mask = maskFromBitmap(this.bitmap)
    return this.bitmap.data.includes(1) ? mask : null
  }
}
