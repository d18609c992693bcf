import type { PixelImage } from '../../imaging/pixels'
import { resizeImage } from '../../imaging/resize'
import type { FloatTensor } from '../runtime/ort'
import type { InputSpec } from './inputSpec'
import { modelSpace, type ModelSpace } from './modelSpace'

export interface EncoderInput {
  /** float32[1, 3, height, width] or, for networks that take pixels as they lie, float32[height, width, 3]. */
  readonly tensor: FloatTensor
  readonly space: ModelSpace
}

/** Where the samples of a channel go. */
interface Target {
  readonly data: Float32Array
  readonly offset: number
  readonly rowStride: number
  readonly pixelStride: number
}

/**
 * Image pixels to the encoder's input, as the official code does it: resized so that the longest side fits,
 * normalised, channels first, zero (after normalisation) to the right and below.
 */
export function preprocess(image: PixelImage, spec: InputSpec): EncoderInput {
  const space = modelSpace(image.width, image.height, spec.space)
  const resized = resizeImage(image, space.width, space.height)
  const { width = space.width, height = space.height, layout } = spec
  const plane = width * height
  const data = new Float32Array(3 * plane)
  spec.mean.forEach((mean, channel) => {
    const target: Target =
      layout === 'nchw'
        ? { data, offset: channel * plane, rowStride: width, pixelStride: 1 }
        : { data, offset: channel, rowStride: width * 3, pixelStride: 3 }
    const padding = spec.padding[channel] ?? 0
    if (padding !== 0) fill(target, padding, width, height)
    fillChannel(resized, channel, normalised(mean, spec.std[channel] ?? 1), target)
  })
  const dims = layout === 'nchw' ? [3, height, width] : [height, width, 3]
  return { tensor: { data, dims: spec.rank === 4 ? [1, ...dims] : dims }, space }
}

/** (value − mean) / std for each of the 256 pixel values, in single precision like the official code. */
function normalised(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    return Math.fround(value - Math.fround(mean)) / Math.fround(std)
  })
}

function fillChannel(image: PixelImage, channel: number, table: Float32Array, target: Target): void {
  const { width, height, channels, data } = image
  const { data: out, offset, rowStride, pixelStride } = target
  let from = channel
  for (let y = 0; y < height; y++) {
    let at = offset + y * rowStride
    for (let x = 0; x < width; x++) {
      out[at] = table[data[from] ?? 0] ?? 0
      at += pixelStride
      from += channels
    }
  }
}

function fill(
  { data, offset, rowStride, pixelStride }: Target,
  value: number,
  width: number,
  height: number
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[offset + y * rowStride + x * pixelStride] = value
  }
}
