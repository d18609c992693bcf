import type { ImageId } from '@shared/schema/ids'
import type { EverythingStrategy } from '@shared/schema/proposal'
import type { EverythingInput } from '@shared/segment/validate'
import type { AnnotateOptions } from '../../engine/detect/autoAnnotate/annotateImage'
import type { DetectorSource } from '../../engine/detect/autoAnnotate/detectorMessages'
import type { DetectResult } from '../../engine/process/protocol'

/** In which image objects are to be found, and by which model. */
export interface DetectRequest {
  readonly image: ImageId
  readonly detector: DetectorSource
  /** Whether SAM outlines the boxes of models that give no masks. */
  readonly outline: boolean
  readonly options: AnnotateOptions
}

/** Which image is to be segmented, and how. */
export interface EverythingRequest {
  readonly image: ImageId
  readonly params: EverythingInput
  readonly strategy: EverythingStrategy
}

/** What folder jobs need of the engine. */
export interface JobEngine {
  /** Resolves when the model is loaded. @throws ProblemError engine-*, model-* */
  ready(): Promise<void>
  /** The loaded model; '' before it is. */
  readonly modelId: string
  detect(request: DetectRequest, signal: AbortSignal): Promise<DetectResult>
}

/** What folder jobs need of the runs that segment whole images. */
export interface JobRuns {
  /** Resolves when no run that the user waits for is active. */
  whenFree(): Promise<void>
  /** @throws ProblemError 'superseded' when the user started another run, the signal's reason, or why it failed */
  runForTask(request: EverythingRequest, signal: AbortSignal): Promise<void>
}
