import { clampBox } from '../geometry/box'
import type { Size } from '../geometry/spaces'
import { squaredDistances } from './distance'
import { emptyPatch, type MaskPatch } from './patch'

/** Adds every pixel whose centre is within `radius` pixels of an object pixel's; the patch grows inside the image. */
export function dilate(patch: MaskPatch, radius: number, image: Size): MaskPatch {
  const grown = growPatch(patch, Math.ceil(radius), image)
  const distances = squaredDistances(grown, 1)
  return { ...grown, data: Uint8Array.from(distances, (d) => (d <= radius * radius ? 1 : 0)) }
}

/** Takes away every pixel within `radius` pixels of a background pixel; outside of the image counts as object. */
export function erode(patch: MaskPatch, radius: number, image: Size): MaskPatch {
  const grown = growPatch(patch, 1, image)
  const distances = squaredDistances(grown, 0)
  return { ...grown, data: Uint8Array.from(distances, (d) => (d > radius * radius ? 1 : 0)) }
}

/** The patch with a margin, as far as the image goes. */
function growPatch(patch: MaskPatch, margin: number, image: Size): MaskPatch {
  const wanted = {
    x: patch.x - margin,
    y: patch.y - margin,
    width: patch.width + 2 * margin,
    height: patch.height + 2 * margin
  }
  const out = emptyPatch(clampBox(wanted, image) ?? patch)
  for (let row = 0; row < patch.height; row++) {
    const source = patch.data.subarray(row * patch.width, (row + 1) * patch.width)
    out.data.set(source, (patch.y + row - out.y) * out.width + patch.x - out.x)
  }
  return out
}
