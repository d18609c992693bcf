import type { CornerBox } from '@shared/everything/cornerBox'
import type { Device } from '@shared/schema/models'
import type { EngineErrorData } from '../errors'
import type { PromptableModel } from '../model/modelFiles'
import type { CandidateMask, CandidateRef, Prompt } from '../protocol'
import type { Embedding, EmbeddingTensors } from '../cache/embedding'

/** Which model a worker is to load. */
export interface LoadParams extends PromptableModel {
  readonly threads: number
  /** The processor when it is left out. */
  readonly device?: Device | undefined
}

/** Where a worker's model runs. */
export interface LoadReply {
  readonly provider: Device
  /** Why it is not the device that was asked for. */
  readonly fallback?: string | undefined
}

/** What is asked of any worker, whatever it loads. */
export type AnyWorkerCalls = Omit<CommonCalls, 'load'> & { load: { params: unknown; result: LoadReply } }

/** Calls that both workers answer. `crash` and `hang` are for tests and ask MASKWRIGHT_TEST=1. */
export interface CommonCalls {
  load: { params: LoadParams; result: LoadReply }
  crash: { params: undefined; result: undefined }
  hang: { params: { readonly ms: number }; result: undefined }
  /** The worker ends itself after the answer. */
  stop: { params: undefined; result: undefined }
}

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

export interface WorkerRequest {
  readonly id: number
  readonly method: string
  readonly params: unknown
}

export type WorkerReply =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: EngineErrorData }

export type CallParams<Calls, M extends keyof Calls> = Calls[M] extends { params: infer P } ? P : never
export type CallResult<Calls, M extends keyof Calls> = Calls[M] extends { result: infer R } ? R : never

/** What a worker runs for each call. */
export type Handlers<Calls> = {
  readonly [M in keyof Calls]: (params: CallParams<Calls, M>) => Promise<CallResult<Calls, M>>
}
