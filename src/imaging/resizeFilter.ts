/** How one axis of an image is resized: each output sample is a weighted sum of neighbouring input samples. */
export interface AxisFilter {
  /** First input sample of each output sample. */
  readonly start: Int32Array
  /** How many input samples each output sample takes. */
  readonly count: Int32Array
  /** Weights of output sample i from i × stride on, in units of 2^-22. */
  readonly weights: Int32Array
  readonly stride: number
}

/** Fraction bits of a weight: what 32 bits leave beside an 8-bit sample and two bits of headroom. */
export const WEIGHT_BITS = 22

/**
 * The weights of PIL's antialiased bilinear resize (Pillow's `Image.resize(…, BILINEAR)`, described in its
 * documentation and in Resample.c): a triangle whose support is one input sample, or one output sample where the
 * image shrinks, centred on the output sample and rounded to fixed point. The official Segment Anything code
 * resizes with it, and masks agree only when the same rounding is done.
 */
export function triangleFilter(inputSize: number, outputSize: number): AxisFilter {
  const scale = inputSize / outputSize
  const support = Math.max(scale, 1)
  const stride = Math.ceil(support) * 2 + 1
  const start = new Int32Array(outputSize)
  const count = new Int32Array(outputSize)
  const weights = new Int32Array(outputSize * stride)
  const row = new Float64Array(stride)
  for (let i = 0; i < outputSize; i++) {
    const center = (i + 0.5) * scale
    const first = Math.max(0, Math.trunc(center - support + 0.5))
    const last = Math.min(inputSize, Math.trunc(center + support + 0.5))
    let sum = 0
    for (let k = 0; k < last - first; k++) {
      const distance = Math.abs((k + first - center + 0.5) / support)
      const weight = distance < 1 ? 1 - distance : 0
      row[k] = weight
      sum += weight
    }
    for (let k = 0; k < last - first; k++) {
      weights[i * stride + k] = Math.trunc(0.5 + ((row[k] ?? 0) / sum) * (1 << WEIGHT_BITS))
    }
    start[i] = first
    count[i] = last - first
  }
  return { start, count, weights, stride }
}
