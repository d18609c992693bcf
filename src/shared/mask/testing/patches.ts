import fc from 'fast-check'
import type { MaskPatch } from '../patch'
import type { Bitmap } from '../rle'

/** Draws a patch from rows of text: '#' is object; anything else is background. */
export function patchOf(...rows: string[]): MaskPatch {
  const width = rows[0]?.length ?? 0
  const data = Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0))
  return { x: 0, y: 0, width, height: rows.length, data }
}

/** The rows of text of a patch, see `patchOf`. */
export function rowsOf(patch: Pick<MaskPatch, 'width' | 'height' | 'data'>): string[] {
  return Array.from({ length: patch.height }, (_, y) =>
    Array.from(patch.data.subarray(y * patch.width, (y + 1) * patch.width), (v) => (v ? '#' : '.')).join('')
  )
}

/** Small bitmaps of every kind: noise of different density, and rectangles laid over and cut out of each other. */
export function bitmapArbitrary(longest = 14): fc.Arbitrary<Bitmap> {
  const side = fc.integer({ min: 1, max: longest })
  return fc.tuple(side, side).chain(([width, height]) => {
    const noise = fc
      .array(fc.boolean(), { minLength: width * height, maxLength: width * height })
      .map((bits) => Uint8Array.from(bits, Number))
    const at = fc.integer({ min: 0, max: longest })
    const boxes = fc.array(fc.tuple(at, at, at, at), { maxLength: 7 }).map((list) => {
      const data = new Uint8Array(width * height)
      list.forEach(([x, y, w, h], i) => {
        for (let row = y; row < Math.min(height, y + h); row++) {
          data.fill(1 - (i % 2), row * width + Math.min(x, width), row * width + Math.min(x + w, width))
        }
      })
      return data
    })
    return fc.oneof(noise, boxes).map((data) => ({ width, height, data }))
  })
}

/** The patches of `bitmapArbitrary`, as windows of an image at some place. */
export function patchArbitrary(longest = 14): fc.Arbitrary<MaskPatch> {
  const place = fc.integer({ min: 0, max: 9 })
  return fc.tuple(bitmapArbitrary(longest), place, place).map(([bitmap, x, y]) => ({ ...bitmap, x, y }))
}

/** A blob with a wavy border, some holes and some islands, like a mask that a model gives: deterministic. */
export function blob(width: number, height: number, waves = 9): Bitmap {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = (x + 0.5) / width - 0.5
      const dy = (y + 0.5) / height - 0.5
      const angle = Math.atan2(dy, dx)
      const reach = 0.38 + 0.06 * Math.sin(waves * angle) + 0.01 * Math.sin(61 * angle)
      const hole = Math.hypot(dx - 0.1, dy + 0.08) < 0.06
      if (Math.hypot(dx, dy) < reach && !hole) data[y * width + x] = 1
    }
  }
  return { width, height, data }
}
