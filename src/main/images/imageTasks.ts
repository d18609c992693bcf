import type { ChildPort } from '../../rpc/port'
import type { ImageBytes } from '../protocols/serve'

/** Work for the process that decodes images. */
export interface ImageTask {
  readonly kind: 'thumbnail' | 'displayable'
  readonly path: string
  /** Images with more pixels are refused before they are decoded. */
  readonly pixelLimit: number
}

/** The calls of that process. */
export interface ImageCalls {
  decode: { params: ImageTask; result: ImageBytes }
}

/** A running process that decodes, however it was started. */
export interface DecoderPort extends ChildPort {
  /** Bytes of memory that the process holds; null where that cannot be told. */
  memoryBytes(): number | null
}

/** Starts a process that decodes. */
export type StartDecoder = () => DecoderPort
