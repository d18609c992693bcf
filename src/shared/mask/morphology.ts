import { clampBox } from '../geometry/box'
import type { Size } from '../geometry/spaces'
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

/**
 * For each pixel of a patch the squared distance, in pixels, to the nearest pixel of a value (0 background, 1 object),
 * Infinity when there is none: float64[height, width]. Exact, by lower envelopes of parabolas, first along columns and
 * then along rows (Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012).
 */
export function squaredDistances(patch: MaskPatch, value: 0 | 1): Float64Array {
  const { width, height, data } = patch
  const out = Float64Array.from(data, (byte) => ((byte === 0 ? 0 : 1) === value ? 0 : Infinity))
  const transform = new LineTransform(Math.max(width, height))
  for (let x = 0; x < width; x++) transform.run(out, x, width, height)
  for (let y = 0; y < height; y++) transform.run(out, y * width, 1, width)
  return out
}

/** The transform of one row or column, in place. */
class LineTransform {
  private readonly values: Float64Array
  /** The parabolas of the envelope, and where each begins. */
  private readonly roots: Int32Array
  private readonly begins: Float64Array

  constructor(length: number) {
    this.values = new Float64Array(length)
    this.roots = new Int32Array(length)
    this.begins = new Float64Array(length + 1)
  }

  run(data: Float64Array, start: number, step: number, length: number): void {
    const { values, roots, begins } = this
    let count = 0
    for (let q = 0; q < length; q++) {
      const value = data[start + q * step] ?? Infinity
      values[q] = value
      if (value === Infinity) continue
      let from = -Infinity
      while (count > 0) {
        const root = roots[count - 1] ?? 0
        from = (value + q * q - ((values[root] ?? 0) + root * root)) / (2 * (q - root))
        if (from > (begins[count - 1] ?? 0)) break
        count--
        from = -Infinity
      }
      roots[count] = q
      begins[count] = from
      count++
    }
    if (count === 0) return
    begins[count] = Infinity
    let at = 0
    for (let q = 0; q < length; q++) {
      while ((begins[at + 1] ?? Infinity) < q) at++
      const root = roots[at] ?? 0
      data[start + q * step] = (q - root) * (q - root) + (values[root] ?? 0)
    }
  }
}
