import type { CornerBox } from '@shared/segment/cornerBox'
import type { EmbeddingTensors } from '../embeddings/cache/embedding'
import { readImageFile } from '../../imaging/readFile'
import type { WorkerLink } from '../process/workers/workerLink'
import type { EncoderCalls } from '../process/workers/messages'

/** An encoded image or crop. */
export interface CropEmbedding {
  readonly tensors: EmbeddingTensors
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** Where the embeddings of an image and of its crops come from. */
export interface CropSource {
  /** The crop's embedding, or the whole image's. Errors: image-*. */
  encode(crop: CornerBox | undefined): Promise<CropEmbedding>
}

/** Encodes a file that is in memory. @param name for error messages */
export function bytesSource(
  encoder: Pick<WorkerLink<EncoderCalls>, 'call'>,
  file: Uint8Array,
  name: string,
  pixelLimit: number
): CropSource {
  return {
    encode(crop) {
      const bytes = Uint8Array.from(file)
      return encoder.call('encode', { bytes, pixelLimit, file: name, crop }, { transfer: [bytes.buffer] })
    }
  }
}

/** Encodes a file anew. */
export function fileSource(
  encoder: Pick<WorkerLink<EncoderCalls>, 'call'>,
  path: string,
  pixelLimit: number
): CropSource {
  return {
    async encode(crop) {
      const bytes = await readImageFile(path)
      return encoder.call('encode', { bytes, pixelLimit, file: path, crop }, { transfer: [bytes.buffer] })
    }
  }
}
