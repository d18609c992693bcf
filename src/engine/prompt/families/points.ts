import type { Capabilities } from '@shared/schema/capabilities'
import type { OnnxValue } from '../../models/onnx/onnxGraph'
import type { FloatTensor } from '../../runtime/ort'
import { PADDING, type PromptTensors } from '../prompt'

/** Points and labels as the graph takes them. */
export interface PointFeeds {
  /** float32[1, N, 2] */
  readonly coords: FloatTensor
  /** float32[1, N] */
  readonly labels: FloatTensor
}

type Inputs = readonly Pick<OnnxValue, 'name' | 'shape'>[]

/**
 * How many points a decoder takes, padding included; undefined where it takes any number.
 * @param name of the labels: their last dimension are the points.
 */
export function fixedPoints(inputs: Inputs, name: string): number | undefined {
  const points = inputs.find((input) => input.name === name)?.shape.at(-1)
  return typeof points === 'number' ? points : undefined
}

/**
 * What a decoder can be asked that takes a fixed number of points.
 * @param padding whether clicks without a box need a padding point.
 */
export function pointCapabilities(
  points: number | undefined,
  padding: boolean
): Pick<Capabilities, 'box' | 'maxPoints'> {
  if (points === undefined) return { box: true }
  return { box: points >= 2, maxPoints: Math.max(1, padding ? points - 1 : points) }
}

/**
 * A prompt's points, filled up with padding for a decoder that takes a fixed number.
 * @throws RangeError when there are more.
 */
export function padded({ coords, labels, count }: PromptTensors, wanted: number = count): PointFeeds {
  if (wanted === count) return { coords, labels }
  // Prompts that do not fit are refused before, by what the manifest says of the model.
  if (wanted < count) throw new RangeError(`The decoder takes ${wanted} points`)
  const data = new Float32Array(wanted * 2)
  data.set(coords.data)
  const labelData = new Float32Array(wanted).fill(PADDING)
  labelData.set(labels.data)
  return {
    coords: { data, dims: [1, wanted, 2] },
    labels: { data: labelData, dims: [1, wanted] }
  }
}

/** A prompt without the padding point, for graphs that add it themselves. */
export function withoutPadding({ coords, labels, count }: PromptTensors): PromptTensors {
  if (labels.data[count - 1] !== PADDING) return { coords, labels, count }
  return {
    coords: { data: coords.data.slice(0, -2), dims: [1, count - 1, 2] },
    labels: { data: labels.data.slice(0, -1), dims: [1, count - 1] },
    count: count - 1
  }
}

/** A prompt with a padding point at its end, for graphs that add none but were trained with one. */
export function withPadding({ coords, labels, count }: PromptTensors): PromptTensors {
  if (labels.data[count - 1] === PADDING) return { coords, labels, count }
  const { coords: paddedCoords, labels: paddedLabels } = padded({ coords, labels, count }, count + 1)
  return { coords: paddedCoords, labels: paddedLabels, count: count + 1 }
}

/** float32[1, …] as the only query of a batch: float32[1, 1, …]. */
export function query({ data, dims }: FloatTensor): FloatTensor {
  return { data, dims: [1, ...dims] }
}
