import type { ModelManifest } from '../models/manifest'
import type { SpaceSpec } from './modelSpace'

/** How pixels become an encoder's input. */
export interface InputSpec {
  readonly space: SpaceSpec
  readonly layout: 'nchw' | 'hwc'
  /** The input has so many dimensions; a first one of size 1 stands before the three of the image. */
  readonly rank: 3 | 4
  /** Pixels of the input; undefined where it may be as large as the resized image. */
  readonly width: number | undefined
  readonly height: number | undefined
  /** Mean and standard deviation of each channel in units of 8-bit pixels, RGB. */
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
  /** What stands beside the image, after normalisation. */
  readonly padding: readonly [number, number, number]
}

/** What `preprocess` needs from a manifest. */
export function inputSpec({ inputSize, fit, normalisation, encoder }: ModelManifest): InputSpec {
  const { layout, shape } = encoder.input
  const rank = shape.length === 3 ? 3 : 4
  const first = rank - 3 + (layout === 'nchw' ? 1 : 0)
  // Networks that want the image already padded take the whole square, also where they leave its size open.
  const open = layout === 'nchw' ? inputSize : undefined
  const height = fixed(shape[first]) ?? open
  const width = fixed(shape[first + 1]) ?? open
  return { space: { inputSize, fit, width, height }, layout, rank, width, height, ...normalisation }
}

function fixed(dimension: number | string | undefined): number | undefined {
  return typeof dimension === 'number' ? dimension : undefined
}
