import type { Rle } from '@shared/mask/rle'
import type { Device } from '@shared/schema/models'
import type { PixelImage } from '../../imaging/pixels'
import type { ModelTask, RecognisedModel } from './family'
import type { OnnxFile } from '../models/onnx/onnxFile'
import type { Detection, DetectOptions } from './detection'

/** What is known about an opened model. */
export interface DetectorInfo extends RecognisedModel {
  readonly file: OnnxFile
  /** Where it really runs. */
  readonly provider: Device
  /** Why it is not the device that was asked for. */
  readonly fallback?: string | undefined
}

/** A model that finds objects by itself. `run` blocks its thread. */
export interface Detector {
  readonly info: DetectorInfo
  /**
   * The objects of an image, best first.
   * @throws EngineError model-nan, model-failed, model-out-of-memory; the model can be used again
   */
  run(image: PixelImage, options?: DetectOptions): Promise<readonly Detection[]>
  release(): Promise<void>
}

/** A detection with its mask. */
export type Segment = Detection & { readonly mask: Rle }

/** A model that also gives each object's mask. */
export interface Segmenter extends Detector {
  run(image: PixelImage, options?: DetectOptions): Promise<readonly Segment[]>
}

/** Whether a model gives masks, by its task. */
export function isSegmenter(detector: Detector): detector is Segmenter {
  const task: ModelTask = detector.info.task
  return task === 'segment'
}
