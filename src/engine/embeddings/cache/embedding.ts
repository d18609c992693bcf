import type { FloatTensor } from '../../runtime/ort'

/** A tensor whose numbers lie in shared memory, so that threads hand it on without copying. */
interface SharedTensor {
  readonly data: Float32Array<SharedArrayBuffer>
  readonly dims: readonly number[]
}

/** What an encoder gave, by the decoder's names: for SAM only `image_embeddings`, float32[1, 256, 64, 64]. */
export type EmbeddingTensors = Readonly<Record<string, SharedTensor>>

/** An encoded image. */
export interface Embedding {
  /** Names the content: hash of the file, its length, and the encoder. */
  readonly key: string
  /** Image pixels after orientation. */
  readonly width: number
  readonly height: number
  readonly tensors: EmbeddingTensors
}

/** Changes when the same file and encoder would give another embedding: preprocessing, decoding. */
const PIPELINE_VERSION = 1

/** What of a key depends on the model: its id and the beginning of its encoder's sha256. */
export function modelTag(modelId: string, encoderSha256: string): string {
  return `${modelId}-${encoderSha256.slice(0, 12)}-v${PIPELINE_VERSION}`
}

/** The key of an image file's embedding; safe as a file name. */
export function embeddingKey(contentHash: string, fileSize: number, tag: string): string {
  return `${contentHash}-${fileSize.toString(36)}-${tag}`
}

/** The numbers of an embedding, in bytes. */
export function embeddingBytes(tensors: EmbeddingTensors): number {
  return Object.values(tensors).reduce((bytes, { data }) => bytes + data.byteLength, 0)
}

/** Moves what an encoder gave to shared memory. */
export function shareTensors(tensors: Readonly<Record<string, FloatTensor>>): EmbeddingTensors {
  const shared = Object.entries(tensors).map(([name, { data, dims }]): [string, SharedTensor] => {
    const numbers = new Float32Array(new SharedArrayBuffer(data.byteLength))
    numbers.set(data)
    return [name, { data: numbers, dims }]
  })
  return Object.fromEntries(shared)
}

/** Copies: the run-time takes no shared memory ("Invalid argument" from onnxruntime-node 1.30). */
export function unshareTensors(tensors: EmbeddingTensors): Readonly<Record<string, FloatTensor>> {
  const copies = Object.entries(tensors).map(([name, { data, dims }]): [string, FloatTensor] => {
    return [name, { data: new Float32Array(data), dims }]
  })
  return Object.fromEntries(copies)
}
