import type { Capabilities } from '@shared/schema/capabilities'
import { tensorSchema, type ModelManifest, type TensorSpec } from '../../models/manifest'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import type { OnnxValue } from '../../models/onnx/onnxGraph'
import type { RecognisedParts } from './family'
import { MASK_NAMES, type MaskNames } from './maskInput'

/** A part of the embedding: the decoder's name for it, and its channels. */
interface EmbeddingPart {
  readonly name: string
  readonly channels: number
}

/** What the files of a family do not say themselves. */
export interface EncoderTraits {
  readonly embedding: readonly EmbeddingPart[]
  readonly fit: ModelManifest['fit']
  /** For encoders that take normalised planes. */
  readonly normalisation: Pick<ModelManifest['normalisation'], 'mean' | 'std'>
}

type Three = [number, number, number]

/** The official mean and standard deviation (ImageNet's), in the units of 8-bit pixels, RGB. */
export const OFFICIAL = {
  mean: [123.675, 116.28, 103.53] as Three,
  std: [58.395, 57.12, 57.375] as Three
}

/** Planes from 0 to 1; the network normalises them itself. */
export const UNIT = { mean: [0, 0, 0] as Three, std: [255, 255, 255] as Three }

const DEFAULT_SIZE = 1024

/** Whether a network has these inputs and no others but the optional ones. */
export function takes(
  { inputs }: OnnxFile,
  required: readonly string[],
  optional: readonly string[] = []
): boolean {
  const names = inputs.map(({ name }) => name)
  return (
    required.every((name) => names.includes(name)) &&
    names.every((name) => required.includes(name) || optional.includes(name))
  )
}

/**
 * How many masks a decoder gives, as far as its shapes say it; undefined when it lacks these outputs.
 * @param masks names of the masks' output; one of them has to be there. Channels are the third dimension from the end.
 */
export function maskCapability(
  decoder: OnnxFile,
  masks: readonly string[],
  scores: readonly string[]
): Pick<Capabilities, 'masks'> | undefined {
  const maskOutput = decoder.outputs.find(({ name }) => masks.includes(name))
  const scoreOutput = decoder.outputs.find(({ name }) => scores.includes(name))
  if (!maskOutput || !scoreOutput) return undefined
  const counts = [scoreOutput.shape.at(-1), maskOutput.shape.at(-3)]
  const count = counts.find((size) => typeof size === 'number' && size > 0)
  return typeof count === 'number' ? { masks: count } : {}
}

/** Whether a mask of 256 × 256 can be fed back. */
export function refines(decoder: OnnxFile, { mask }: MaskNames = MASK_NAMES): boolean {
  const shape = decoder.inputs.find(({ name }) => name === mask)?.shape
  return shape !== undefined && shape.slice(-2).every((size) => size === 256 || typeof size === 'string')
}

/** How an encoder is fed and what it gives, if that fits the family and the decoder. */
export function describeEncoder(
  encoder: OnnxFile,
  decoder: OnnxFile,
  { embedding, fit, normalisation }: EncoderTraits
): Omit<RecognisedParts, 'capabilities'> | undefined {
  const [image, ...others] = encoder.inputs
  const input = image && others.length === 0 ? imageInput(image) : undefined
  const outputs = embedding.map((part) => embeddingOutput(encoder, decoder, part))
  const inputSize = input && squareSide(input)
  if (!input || inputSize === undefined || !outputs.every((output) => output !== undefined)) return undefined
  // Pixels as they lie are normalised by the network; the mean's colour beside the image then becomes 0.
  const raw = input.layout === 'hwc' || input.type === 'uint8'
  const pixels = { mean: [0, 0, 0] as Three, std: [1, 1, 1] as Three, padding: OFFICIAL.mean }
  const planes = { ...normalisation, padding: [0, 0, 0] as Three }
  return {
    inputSize,
    fit,
    normalisation: { order: 'RGB', ...(raw ? pixels : planes) },
    encoder: { input, outputs }
  }
}

/** A network's input or output as a manifest has it; undefined for what holds no numbers. */
export function tensorSpec({ name, type, shape }: OnnxValue): TensorSpec | undefined {
  const sizes = shape.map((size) => (typeof size === 'number' && size < 1 ? '' : size))
  return tensorSchema.safeParse({ name, type, shape: sizes }).data
}

function imageInput(value: OnnxValue): ModelManifest['encoder']['input'] | undefined {
  const tensor = tensorSpec(value)
  if (!tensor || (tensor.shape.length !== 3 && tensor.shape.length !== 4)) return undefined
  const [channelsFirst, , channelsLast] = tensor.shape.slice(-3)
  if (channelsFirst === 3) return { ...tensor, layout: 'nchw' }
  if (channelsLast === 3 || tensor.shape.length === 3) return { ...tensor, layout: 'hwc' }
  return typeof channelsFirst === 'string' ? { ...tensor, layout: 'nchw' } : undefined
}

/** The side of the square that an input is a part of: the longer of its sides. */
function squareSide({ shape, layout }: ModelManifest['encoder']['input']): number | undefined {
  const [height, width] = layout === 'nchw' ? shape.slice(-2) : shape.slice(-3)
  if (typeof height !== 'number' || typeof width !== 'number') return DEFAULT_SIZE
  return layout === 'nchw' && height !== width ? undefined : Math.max(width, height)
}

/** The encoder's output for a part of the embedding: by its name, else the only one with so many channels. */
function embeddingOutput(
  encoder: OnnxFile,
  decoder: OnnxFile,
  { name, channels }: EmbeddingPart
): ModelManifest['encoder']['outputs'][number] | undefined {
  const wanted = decoder.inputs.find((input) => input.name === name)
  const fitting = encoder.outputs.filter(({ shape }) => shape.length === 4 && isSize(shape[1], channels))
  const value =
    fitting.find((output) => output.name === name) ?? (fitting.length === 1 ? fitting[0] : undefined)
  const tensor = value && tensorSpec(value)
  if (!tensor || !wanted || !tensor.shape.every((size, i) => isSize(wanted.shape[i], size))) return undefined
  return { ...tensor, as: name }
}

/** Whether a dimension is, or may be, of this size. */
export function isSize(dimension: number | string | undefined, size: number | string): boolean {
  return typeof dimension !== 'number' || typeof size !== 'number' || dimension === size
}
