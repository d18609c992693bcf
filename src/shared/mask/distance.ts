import type { MaskPatch } from './patch'

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
