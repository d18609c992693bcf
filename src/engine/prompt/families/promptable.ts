import type { Device } from '@shared/schema/models'
import type { PixelImage } from '../../../imaging/pixels'
import type { FloatTensor } from '../../runtime/ort'
import type { PromptTensors } from '../prompt'

/** Tensors by name. */
export type Tensors = Readonly<Record<string, FloatTensor>>

/** An image's embedding, and what it took. */
interface EncodedImage {
  /** By the decoder's names: for most families only `image_embeddings`, float32[1, 256, 64, 64]. */
  readonly tensors: Tensors
  readonly preprocess_ms: number
  readonly encode_ms: number
}

/** Turns a picture into the embedding that every prompt on it shares. */
export interface PromptableEncoder {
  readonly provider: Device
  /** Why it is not the device that was asked for. */
  readonly fallback?: string | undefined
  /** Blocks the thread while the network runs, about a second. */
  encode(image: PixelImage): Promise<EncodedImage>
  release(): Promise<void>
}

/** The decoder's answer to one prompt: as many masks as the model gives. */
export interface DecoderOutput {
  /** float32[masks, 256, 256]: above 0 is object; covers the whole square that the image was laid into. */
  readonly logits: Float32Array<ArrayBuffer>
  /** float32[masks]: predicted IoU. */
  readonly scores: Float32Array<ArrayBuffer>
}

/** Turns an embedding and a prompt into masks. */
export interface PromptableDecoder {
  readonly provider: Device
  /** Why it is not the device that was asked for. */
  readonly fallback?: string | undefined
  /** Computes what all prompts of an image share, so that its first one need not. */
  prepare(embedding: Tensors): Promise<void>
  /**
   * @param embedding as the model's encoder gives it.
   * @param previous float32[256, 256]: the logits of the mask to refine; only where the model takes one.
   */
  decode(
    embedding: Tensors,
    prompt: PromptTensors,
    previous?: Float32Array<ArrayBuffer>
  ): Promise<DecoderOutput>
  release(): Promise<void>
}
