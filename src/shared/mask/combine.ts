import { uniteBoxes } from '../geometry/box'
import { emptyPatch, type MaskPatch } from './patch'
import type { PixelBox } from './rle'

/** The pixels that are object in at least one patch; undefined for no patches. */
export function unitePatches(patches: readonly MaskPatch[]): MaskPatch | undefined {
  let box: PixelBox | undefined
  for (const patch of patches) box = uniteBoxes(box, patch)
  if (!box) return undefined
  const united = emptyPatch(box)
  for (const patch of patches) eachObjectPixel(united, patch, (at) => (united.data[at] = 1))
  return united
}

/** The pixels of the first patch that are object in none of the others, in the same box. */
export function subtractPatches(patch: MaskPatch, others: readonly MaskPatch[]): MaskPatch {
  const left = { ...patch, data: patch.data.slice() }
  for (const other of others) eachObjectPixel(left, other, (at) => (left.data[at] = 0))
  return left
}

/** Visits the object pixels of `patch` that lie in the box of `target`, by their index there. */
function eachObjectPixel(target: MaskPatch, patch: MaskPatch, visit: (at: number) => void): void {
  const left = Math.max(target.x, patch.x)
  const right = Math.min(target.x + target.width, patch.x + patch.width)
  const top = Math.max(target.y, patch.y)
  const bottom = Math.min(target.y + target.height, patch.y + patch.height)
  for (let y = top; y < bottom; y++) {
    const from = (y - patch.y) * patch.width - patch.x
    const to = (y - target.y) * target.width - target.x
    for (let x = left; x < right; x++) if (patch.data[from + x] !== 0) visit(to + x)
  }
}
