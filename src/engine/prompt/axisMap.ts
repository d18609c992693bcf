/**
 * One axis of the official upsampling, both steps in one: output sample i is the sum of `weights[3i … 3i+2]` times
 * the low-resolution samples `first[i] … first[i]+2`. Where fewer than three are needed the last weights are 0.
 */
export interface AxisMap {
  readonly first: Int32Array
  readonly weights: Float64Array
}

/**
 * The composition of low resolution → network input (× 4) → crop → image size, each step bilinear without corner
 * alignment (torch's `interpolate(mode='bilinear', align_corners=False)`). Each step is linear along each axis,
 * so the two can be joined into one set of weights; a sample of the second step lies between two neighbours of
 * the first, which together touch at most three low-resolution samples.
 * @param lowSize samples of the logits (256).
 * @param inputSize samples of the network input (1024).
 * @param cropSize samples of the input that belong to the image.
 * @param imageSize samples of the image.
 */
export function axisMap(lowSize: number, inputSize: number, cropSize: number, imageSize: number): AxisMap {
  const first = new Int32Array(imageSize)
  const weights = new Float64Array(imageSize * 3)
  for (let i = 0; i < imageSize; i++) {
    const outer = neighbours(i, cropSize, imageSize)
    const near = neighbours(outer.low, lowSize, inputSize)
    const far = neighbours(outer.high, lowSize, inputSize)
    const base = near.low
    const add = (sample: number, weight: number): void => {
      const at = i * 3 + sample - base
      weights[at] = (weights[at] ?? 0) + weight
    }
    add(near.low, (1 - outer.fraction) * (1 - near.fraction))
    add(near.high, (1 - outer.fraction) * near.fraction)
    add(far.low, outer.fraction * (1 - far.fraction))
    add(far.high, outer.fraction * far.fraction)
    first[i] = base
  }
  return { first, weights }
}

/**
 * Output samples in groups by their first low-resolution sample: those of sample g are `groups[g]` up to, not
 * including, `groups[g + 1]`.
 */
export function columnGroups({ first }: AxisMap, lowSize: number): Int32Array {
  const groups = new Int32Array(lowSize + 1).fill(first.length)
  for (let x = first.length - 1; x >= 0; x--) groups[first[x] ?? 0] = x
  for (let g = lowSize - 1; g >= 0; g--) groups[g] = Math.min(groups[g] ?? 0, groups[g + 1] ?? 0)
  return groups
}

/** The two input samples around output sample i, and how far the second one counts. */
function neighbours(i: number, inputSize: number, outputSize: number): Neighbours {
  const position = Math.max(0, (i + 0.5) * (inputSize / outputSize) - 0.5)
  const low = Math.min(inputSize - 1, Math.floor(position))
  return { low, high: Math.min(inputSize - 1, low + 1), fraction: low < inputSize - 1 ? position - low : 0 }
}

interface Neighbours {
  readonly low: number
  readonly high: number
  readonly fraction: number
}
