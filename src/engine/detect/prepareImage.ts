import type { PixelImage } from '../../imaging/pixels'
import { resizeImage } from '../../imaging/resize'
import type { FloatTensor } from '../runtime/ort'
import type { Frame, ModelInput, Prepared, RecognisedModel } from './family'
import { linearResize, roundHalfEven } from './linearResize'

/** The grey around an image that does not fill the input. */
const PADDING = 114

/** How pixel values become the model's numbers: `(value / divisor − mean) / std`, in single precision. */
export interface PixelScale {
  readonly order: 'RGB' | 'BGR'
  readonly divisor: number
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
}

/** Red, green, blue from 0 to 1. */
export const UNIT_RGB: PixelScale = { order: 'RGB', divisor: 255, mean: [0, 0, 0], std: [1, 1, 1] }
/** Blue, green, red as they are. */
const BYTE_BGR: PixelScale = { order: 'BGR', divisor: 1, mean: [0, 0, 0], std: [1, 1, 1] }
/** Red, green, blue by the mean and deviation of the ImageNet data set. */
export const IMAGENET_RGB: PixelScale = {
  order: 'RGB',
  divisor: 255,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225]
}

/**
 * Ultralytics' letterbox: the whole image in the middle of the input, larger or smaller as it takes, grey around.
 * @param rectangle for a dynamic input: no more grey than up to the next multiple of the stride.
 */
export function centredLetterbox(image: PixelImage, model: RecognisedModel, rectangle: boolean): Prepared {
  const { width, height } = model.input
  const scale = Math.min(height / image.height, width / image.width)
  const innerWidth = roundHalfEven(image.width * scale)
  const innerHeight = roundHalfEven(image.height * scale)
  const shrink = (total: number): number => (rectangle && model.input.dynamic ? total % model.stride : total)
  const restX = shrink(width - innerWidth)
  const restY = shrink(height - innerHeight)
  const frame: Frame = {
    imageWidth: image.width,
    imageHeight: image.height,
    inputWidth: innerWidth + restX,
    inputHeight: innerHeight + restY,
    scaleX: scale,
    scaleY: scale,
    padX: Math.floor(restX / 2),
    padY: Math.floor(restY / 2)
  }
  return prepared(model.input, frame, linearResize(image, innerWidth, innerHeight), UNIT_RGB)
}

/** YOLOX's letterbox: the whole image at the upper left, grey to the right and below, bytes as they are. */
export function cornerLetterbox(image: PixelImage, model: RecognisedModel): Prepared {
  const { width, height } = model.input
  const scale = Math.min(height / image.height, width / image.width)
  const resized = linearResize(
    image,
    Math.max(1, Math.trunc(image.width * scale)),
    Math.max(1, Math.trunc(image.height * scale))
  )
  return prepared(
    model.input,
    { ...wholeFrame(image, model.input), scaleX: scale, scaleY: scale },
    resized,
    BYTE_BGR
  )
}

/** The image stretched over the whole input, as models of the DETR kind want it. */
export function stretched(
  image: PixelImage,
  { input }: RecognisedModel,
  filter: 'linear' | 'antialiased',
  scale: PixelScale
): Prepared {
  const resize = filter === 'linear' ? linearResize : resizeImage
  return prepared(input, wholeFrame(image, input), resize(image, input.width, input.height), scale)
}

function wholeFrame(image: PixelImage, { width, height }: ModelInput): Frame {
  return {
    imageWidth: image.width,
    imageHeight: image.height,
    inputWidth: width,
    inputHeight: height,
    scaleX: width / image.width,
    scaleY: height / image.height,
    padX: 0,
    padY: 0
  }
}

function prepared({ name }: ModelInput, frame: Frame, pixels: PixelImage, scale: PixelScale): Prepared {
  return { frame, feeds: { [name]: toTensor(pixels, frame, scale) } }
}

/** Pixels, put into the input at the frame's padding: float32[1, 3, inputHeight, inputWidth]. */
function toTensor(pixels: PixelImage, frame: Frame, scale: PixelScale): FloatTensor {
  const { inputWidth, inputHeight, padX, padY } = frame
  const plane = inputWidth * inputHeight
  const data = new Float32Array(3 * plane)
  for (let channel = 0; channel < 3; channel++) {
    const table = valueTable(scale, channel)
    data.fill(table[PADDING] ?? 0, channel * plane, (channel + 1) * plane)
    let from = scale.order === 'RGB' ? channel : 2 - channel
    for (let y = 0; y < pixels.height; y++) {
      const row = channel * plane + (y + padY) * inputWidth + padX
      for (let x = 0; x < pixels.width; x++) {
        data[row + x] = table[pixels.data[from] ?? 0] ?? 0
        from += pixels.channels
      }
    }
  }
  return { data, dims: [1, 3, inputHeight, inputWidth] }
}

/** What each of the 256 values of a channel becomes. */
function valueTable({ divisor, mean, std }: PixelScale, channel: number): Float32Array {
  const center = Math.fround(mean[channel] ?? 0)
  const spread = Math.fround(std[channel] ?? 1)
  return Float32Array.from({ length: 256 }, (_, value) => {
    return Math.fround(Math.fround(value / divisor) - center) / spread
  })
}
