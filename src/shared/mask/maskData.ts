import type { MaskData, MaskShape } from '../schema/shape'
import { patchFromRle, patchToRle, type MaskPatch } from './patch'
import { countsFromString, countsToString } from './rleString'
import { decodeRle, encodeRle, type Bitmap, type PixelBox, type Rle } from './rle'
import { isConsistent, rleArea, rleBounds, rleIou } from './measure'

/** Decoded masks, for as long as their records live. Records are immutable, so nothing has to be invalidated. */
const decoded = new WeakMap<MaskData, Rle>()
const bounds = new WeakMap<Rle, PixelBox | null>()

/**
 * The runs of a stored mask; decoded once per record.
 * @throws RangeError when the text is not valid or its runs do not add up to the image.
 */
export function rleFromMask(mask: MaskData): Rle {
  let rle = decoded.get(mask)
  if (!rle) {
    rle = { width: mask.width, height: mask.height, counts: countsFromString(mask.counts) }
    if (!isConsistent(rle)) throw new RangeError(`The mask's runs do not fill ${mask.width}×${mask.height}`)
    decoded.set(mask, rle)
  }
  return rle
}

/** The stored form of a mask. */
export function maskFromRle(rle: Rle): MaskData {
  const mask = { width: rle.width, height: rle.height, counts: countsToString(rle.counts) }
  decoded.set(mask, rle)
  return mask
}

/** The pixels of a stored mask: uint8[height, width]. */
export function bitmapFromMask(mask: MaskData): Bitmap {
  return decodeRle(rleFromMask(mask))
}

/** The stored form of a bitmap. */
export function maskFromBitmap(bitmap: Bitmap): MaskData {
  return maskFromRle(encodeRle(bitmap))
}

/** The pixels around the object only, or undefined for an empty mask. */
export function patchFromMask(mask: MaskData): MaskPatch | undefined {
  const box = maskBounds(mask)
  return box && patchFromRle(rleFromMask(mask), box)
}

/** The stored form of a mask that has object pixels only in a patch. */
export function maskFromPatch(patch: MaskPatch, size: { width: number; height: number }): MaskData {
  return maskFromRle(patchToRle(patch, size))
}

/** The shape record of a mask. */
export function maskShape(mask: MaskData): MaskShape {
  const shape: MaskShape = { kind: 'mask', width: mask.width, height: mask.height, counts: mask.counts }
  const rle = decoded.get(mask)
  if (rle) decoded.set(shape, rle)
  return shape
}

/** The smallest box around the object's pixels, or undefined for an empty mask. */
export function maskBounds(mask: MaskData): PixelBox | undefined {
  const rle = rleFromMask(mask)
  let box = bounds.get(rle)
  if (box === undefined) {
    box = rleBounds(rle) ?? null
    bounds.set(rle, box)
  }
  return box ?? undefined
}

/** Number of object pixels. */
export function maskArea(mask: MaskData): number {
  return rleArea(rleFromMask(mask))
}

/** Intersection over union of two masks of the same size; 0 when both are empty. */
export function maskIou(a: MaskData, b: MaskData): number {
  return rleIou(rleFromMask(a), rleFromMask(b))
}

/** Whether the pixel that contains an image point belongs to the object. */
export function maskContains(mask: MaskData, x: number, y: number): boolean {
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (column < 0 || row < 0 || column >= mask.width || row >= mask.height) return false
  const wanted = row * mask.width + column
  const { counts } = rleFromMask(mask)
  let at = 0
  for (let i = 0; i < counts.length; i++) {
    at += counts[i] ?? 0
    if (at > wanted) return i % 2 === 1
  }
  return false
}
