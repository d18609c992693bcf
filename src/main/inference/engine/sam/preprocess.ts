import type { PixelImage } from '../image/pixels'
import { resizeImage } from '../image/resize'
import type { FloatTensor } from '../runtime/ort'
import { modelSpace, type ModelSpace } from './modelSpace'

/** What the manifest says about the encoder's input. */
export interface InputSpec {
  /** Side of the square input, 1024. */
  readonly inputSize: number
  /** Mean and standard deviation of each channel in units of 8-bit pixels, RGB. */
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
}

export interface EncoderInput {
  /** float32[1, 3, inputSize, inputSize]. */
  readonly tensor: FloatTensor
  readonly space: ModelSpace
}

/**
 * Image pixels to the encoder's input, as the official code does it: resized so that the longest side fits,
 * normalised, channels first, zero (after normalisation) to the right and below.
 */
export function preprocess(image: PixelImage, spec: InputSpec): EncoderInput {
  const { inputSize } = spec
  const space = modelSpace(image.width, image.height, inputSize)
  const resized = resizeImage(image, space.width, space.height)
  const plane = inputSize * inputSize
  const data = new Float32Array(3 * plane)
  spec.mean.forEach((mean, channel) => {
    const table = normalised(mean, spec.std[channel] ?? 1)
    fillPlane(resized, channel, table, data, channel * plane, inputSize)
  })
  return { tensor: { data, dims: [1, 3, inputSize, inputSize] }, space }
}

/** (value − mean) / std for each of the 256 pixel values, in single precision like the official code. */
function normalised(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    return Math.fround(value - Math.fround(mean)) / Math.fround(std)
  })
}

function fillPlane(
  image: PixelImage,
  channel: number,
  table: Float32Array,
  out: Float32Array,
  offset: number,
  stride: number
): void {
  const { width, height, channels, data } = image
  let from = channel
  for (let y = 0; y < height; y++) {
    const row = offset + y * stride
    for (let x = 0; x < width; x++) {
      out[row + x] = table[data[from] ?? 0] ?? 0
      from += channels
    }
  }
}
