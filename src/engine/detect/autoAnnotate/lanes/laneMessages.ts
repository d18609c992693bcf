import type { CommonCalls } from '../../../models/loading'
import type { AnnotateOptions } from '../annotateImage'
import type { AutoAnnotatorOptions } from '../autoAnnotator'
import type { AutoObject } from '../autoObject'
import type { LoadReply } from '../../../process/workers/workerLink'

interface LaneLoadParams extends AutoAnnotatorOptions {
  /** Shared by all lanes: int32[1], 1 ends what they do. See `StopFlag`. */
  readonly stop: SharedArrayBuffer
}

interface AnnotateParams {
  /** The image file's bytes; the buffer is handed over. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** For error messages. */
  readonly file: string
  readonly options: AnnotateOptions
}

/** An image with what was found in it. */
export interface AnnotatedImage {
  /** Image pixels after orientation. */
  readonly width: number
  readonly height: number
  /** Best first. */
  readonly objects: readonly AutoObject[]
  /** From the decoded image to its last mask. */
  readonly annotate_ms: number
}

/** Calls of a worker that annotates whole images. */
export type LaneCalls = Omit<CommonCalls, 'load'> & {
  load: { params: LaneLoadParams; result: LoadReply }
  annotate: { params: AnnotateParams; result: AnnotatedImage }
}
