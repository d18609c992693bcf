/** An encoded image. The numbers lie in shared memory, so that threads hand them on without copying. */
export interface Embedding {
  /** Names the content: hash of the file, its length, and the encoder. */
  readonly key: string
  /** Image pixels after orientation. */
  readonly width: number
  readonly height: number
  /** float32[1, 256, 64, 64]. */
  readonly data: Float32Array<SharedArrayBuffer>
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
