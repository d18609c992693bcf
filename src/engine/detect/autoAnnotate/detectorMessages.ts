import type { Device } from '@shared/schema/models'
import type { Detection } from '../detection'
import type { CommonCalls } from '../../models/loading'
import type { AnnotateOptions } from './annotateImage'
import type { LoadReply } from '../../process/workers/workerLink'

/** Which detector or segmenter a worker is to load. */
export interface DetectorSource {
  /** Absolute. */
  readonly path: string
  /** The processor when it is left out. */
  readonly device?: Device | undefined
}

interface DetectorLoadParams extends DetectorSource {
  readonly threads: number
}

interface DetectParams {
  /** The image file's bytes; the buffer is handed over. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly pixelLimit: number
  /** For error messages. */
  readonly file: string
  readonly options: AnnotateOptions
}

interface DetectReply {
  /** Image pixels after orientation. */
  readonly width: number
  readonly height: number
  readonly detections: readonly Detection[]
}

/** Calls of the worker that runs a detector. */
export type DetectorCalls = Omit<CommonCalls, 'load'> & {
  load: { params: DetectorLoadParams; result: LoadReply }
  detect: { params: DetectParams; result: DetectReply }
}
