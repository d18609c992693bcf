import type { Device } from '@shared/schema/models'
import type { PromptableModel } from '../../models/modelFiles'
import type { PixelImage } from '../../../imaging/pixels'
import type { Detector } from '../detector'
import { openDetector } from '../openDetector'
import { sessionThreads } from '../../runtime/threads'
import { SamPredictor } from '../../prompt/predictor'
import { annotateImage, type AnnotateOptions, type Stopping } from './annotateImage'
import type { AutoObject } from './autoObject'

/** Which models annotate, and how. */
export interface AutoAnnotatorOptions {
  /** The file of a detector or segmenter. */
  readonly detector: string
  /** What outlines boxes; left out, the detector gives the masks. */
  readonly outliner: PromptableModel | undefined
  /** Of the detector's square input in pixels, where it may have any. */
  readonly imageSize?: number | undefined
  readonly device?: Device | undefined
  /** Of each model; 0 chooses from the machine. */
  readonly threads: number
}

/** Both models in one thread: every run blocks it. */
export class AutoAnnotator {
  private constructor(
    private readonly detector: Detector,
    private readonly predictor: SamPredictor | undefined
  ) {}

  /** @throws EngineError model-* */
  static async open({ outliner, imageSize, ...options }: AutoAnnotatorOptions): Promise<AutoAnnotator> {
    const { device } = options
    const threads = sessionThreads(options.threads)
    const detector = await openDetector(options.detector, { threads, executionProvider: device, imageSize })
    try {
      return new AutoAnnotator(detector, outliner && (await SamPredictor.load(outliner, { threads, device })))
    } catch (error) {
      await detector.release()
      throw error
    }
  }

  /** Where the detector really runs. */
  get provider(): Device {
    return this.detector.info.provider
  }

  /** Why a model does not run on the device that was asked for. */
  get fallback(): string | undefined {
    return this.detector.info.fallback ?? this.predictor?.fallback
  }

  /** See `annotateImage`. */
  annotate(image: PixelImage, options: AnnotateOptions, signal?: Stopping): Promise<AutoObject[]> {
    return annotateImage(image, { detector: this.detector, outliner: this.predictor }, options, signal)
  }

  async release(): Promise<void> {
    await this.detector.release()
    await this.predictor?.release()
  }
}
