import type { Capabilities } from '@shared/schema/capabilities'
import type { ModelManifest } from '../../models/manifest'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import type { PromptTensors } from '../prompt'
import type { Tensors } from './promptable'

/** How a decoder is fed besides the embedding, and which of its outputs are the masks and the scores. */
export interface DecoderSignature {
  readonly masks: string
  readonly scores: string
  /**
   * @param prompt coordinates in pixels of the square that the image was laid into.
   */
  feeds(prompt: PromptTensors, previous: Float32Array<ArrayBuffer> | undefined): Tensors
  /** The embedding as the graph takes it, where that is larger than what is kept of it. */
  readonly complete?: (embedding: Tensors) => Tensors
}

/** What a family's files say about a model: all of its manifest but names and hashes. */
export type RecognisedParts = Pick<ModelManifest, 'inputSize' | 'fit' | 'normalisation'> & {
  readonly capabilities: Capabilities
  readonly encoder: Pick<ModelManifest['encoder'], 'input' | 'outputs'>
}

/** A family of promptable models. */
export interface PromptableFamily {
  /** For messages. */
  readonly name: string
  signature(decoder: ModelManifest['decoder']): DecoderSignature
  /** What the two files are, if they are of this family. */
  recognise(encoder: OnnxFile, decoder: OnnxFile): RecognisedParts | undefined
}
