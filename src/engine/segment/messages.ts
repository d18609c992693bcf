import type { CornerBox } from '@shared/segment/cornerBox'
import type { Size } from '@shared/geometry/spaces'
import type { EmbeddingTensors } from '../embeddings/cache/embedding'
import type { CommonCalls } from '../models/loading'
import type { Candidate, FilterParams } from './filters'

/** `reference` does step by step what the official code does; `fast` finds the same with less work. */
export type EverythingStrategy = 'fast' | 'reference'

/** The image, or the part of it, that the following points are about. */
export interface SetCropParams {
  /** Of the crop. */
  readonly embedding: EmbeddingTensors
  /** Right and bottom exclusive; in pixels of the image. */
  readonly crop: CornerBox
  readonly image: Size
  readonly strategy: EverythingStrategy
  readonly filter: FilterParams
}

export interface PointParams {
  /** Pixels of the crop. */
  readonly x: number
  readonly y: number
}

/** What came of one point. */
export interface PointReply {
  /** The masks that passed the filters. */
  readonly candidates: readonly Candidate[]
  /** Whether masks were made at all: the decoder takes longer then. */
  readonly masked: boolean
  readonly decode_ms: number
  readonly filter_ms: number
}

/** Calls of the workers that decode points. */
export type EverythingCalls = CommonCalls & {
  setCrop: { params: SetCropParams; result: { readonly prepare_ms: number } }
  point: { params: PointParams; result: PointReply }
}
