import type { CornerBox } from '@shared/segment/cornerBox'
import type { CandidateChoice } from '@shared/schema/prompt'
import type { CandidateMask, CandidateRef, Prompt } from '../../prompt/promptTypes'
import type { Embedding, EmbeddingTensors } from '../../embeddings/cache/embedding'
import type { CommonCalls } from '../../models/loading'

export interface EncodeParams {
  /** The image file's bytes; the buffer is handed over. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly pixelLimit: number
  /** For error messages. */
  readonly file: string
  /** Only this part of the image: left, top, and right, bottom exclusive, in its pixels. */
  readonly crop?: CornerBox | undefined
}

export interface EncodeReply {
  readonly width: number
  readonly height: number
  readonly tensors: EmbeddingTensors
  readonly decode_ms: number
  readonly preprocess_ms: number
  readonly encode_ms: number
}

export type EncoderCalls = CommonCalls & {
  encode: { params: EncodeParams; result: EncodeReply }
}

export interface DecodeParams {
  readonly resultId: string
  readonly embedding: Embedding
  readonly prompt: Prompt
}

export interface DecodeReply {
  readonly scores: readonly number[]
  readonly selected: number
  readonly choices: readonly CandidateChoice[]
  readonly mask: CandidateMask
  readonly refined: boolean
  readonly decode_ms: number
  readonly mask_ms: number
}

export interface OutlineParams {
  readonly embedding: Embedding
  /** Left, top, right, bottom in image pixels. */
  readonly box: readonly [number, number, number, number]
}

export interface OutlineReply {
  /** The one that the official rule picks. */
  readonly mask: CandidateMask
  /** Predicted IoU. */
  readonly score: number
}

export type DecoderCalls = CommonCalls & {
  /** Makes an image ready for its first prompt. */
  prepare: { params: { readonly embedding: Embedding }; result: undefined }
  predict: { params: DecodeParams; result: DecodeReply }
  candidate: { params: CandidateRef; result: CandidateMask }
  /** What a box holds; unlike a prompt's answer it is not kept. */
  outline: { params: OutlineParams; result: OutlineReply }
}
