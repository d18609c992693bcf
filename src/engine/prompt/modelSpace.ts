import type { ModelManifest } from '../models/manifest'

/** How an image is laid into the square that a model's coordinates and masks refer to. */
export interface ModelSpace {
  /** Image pixels. */
  readonly imageWidth: number
  readonly imageHeight: number
  /** Pixels of the resized image, which lies at the top left of the square; the rest is padding. */
  readonly width: number
  readonly height: number
  /** The square's side, 1024. */
  readonly inputSize: number
}

/** What of a manifest decides on the space. */
export type SpaceSpec = Pick<ModelManifest, 'inputSize'> & {
  readonly fit?: ModelManifest['fit']
  /** The network's input where it is smaller than the square, in pixels. */
  readonly width?: number | undefined
  readonly height?: number | undefined
}

/**
 * The official ResizeLongestSide: the longest side becomes `inputSize`; the other is rounded half up, as the official
 * code does. A smaller input makes the image smaller. 'stretch' fills the square.
 */
export function modelSpace(imageWidth: number, imageHeight: number, spec: SpaceSpec): ModelSpace {
  const { inputSize, fit, width = inputSize, height = inputSize } = spec
  const image = { imageWidth, imageHeight, inputSize }
  if (fit === 'stretch') return { ...image, width: inputSize, height: inputSize }
  const scale = Math.min(width / imageWidth, height / imageHeight)
  return { ...image, width: side(imageWidth * scale), height: side(imageHeight * scale) }
}

function side(length: number): number {
  return Math.max(1, Math.floor(length + 0.5))
}
