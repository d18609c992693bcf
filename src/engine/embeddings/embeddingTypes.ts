/** One image: `imageKey` is the caller's own name for it, `path` an absolute file path that main has validated. */
export interface ImageRef {
  readonly imageKey: string
  readonly path: string
}

export interface EncodeTimings {
  /** Reading and hashing the file, or reading the disk cache. */
  readonly read_ms: number
  /** File bytes to oriented pixels. */
  readonly decode_ms: number
  /** Pixels to the network's input. */
  readonly preprocess_ms: number
  /** The encoder's run. */
  readonly encode_ms: number
}

/** 'failed': encoding was tried and did not work; the event of that moment says why. */
export type EmbeddingState = 'memory' | 'disk' | 'absent' | 'failed'

export interface CacheStats {
  readonly entries: number
  readonly bytes: number
  readonly limitBytes: number
}
