import type { Size } from '../geometry/spaces'
import { RunWriter } from './runWriter'
import type { PixelBox, Rle } from './rle'

/** A window of a mask: one byte a pixel, row-major, 1 = object: uint8[height, width], at (x, y) in the image. */
export interface MaskPatch extends PixelBox {
  readonly data: Uint8Array
}

/** A window without object pixels. */
export function emptyPatch(box: PixelBox): MaskPatch {
  const { x, y, width, height } = box
  return { x, y, width, height, data: new Uint8Array(width * height) }
}

/** The pixels of a mask inside a box, which must lie inside the image. Work: the runs up to it and its pixels. */
export function patchFromRle(rle: Rle, box: PixelBox): MaskPatch {
  const patch = emptyPatch(box)
  const right = box.x + box.width
  const bottom = box.y + box.height
  const { width, counts } = rle
  let at = 0
  for (let i = 0; i + 1 < counts.length; i += 2) {
    let start = at + (counts[i] ?? 0)
    at = start + (counts[i + 1] ?? 0)
    if (start >= bottom * width) break
    start = Math.max(start, box.y * width)
    const end = Math.min(at, bottom * width)
    while (start < end) {
      const row = Math.floor(start / width)
      const stop = Math.min(end, (row + 1) * width)
      const from = Math.max(start - row * width, box.x)
      const to = Math.min(stop - row * width, right)
      const base = (row - box.y) * box.width - box.x
      if (from < to) patch.data.fill(1, base + from, base + to)
      start = stop
    }
  }
  return patch
}

/** The mask of a whole image that has these pixels and no others; the patch must lie inside the image. */
export function patchToRle(patch: MaskPatch, size: Size): Rle {
  const writer = new RunWriter()
  const { width, height, data } = patch
  for (let row = 0; row < height; row++) {
    const base = row * width
    const origin = (patch.y + row) * size.width + patch.x
    let x = 0
    while (x < width) {
      while (x < width && data[base + x] === 0) x++
      const start = x
      while (x < width && data[base + x] !== 0) x++
      if (x > start) writer.add(origin + start, origin + x)
    }
  }
  return { width: size.width, height: size.height, counts: writer.finish(size.width * size.height) }
}
