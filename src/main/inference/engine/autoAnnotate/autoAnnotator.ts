import type { Device } from '@shared/schema/models'
import { fileHash } from '../model/fileHash'
import type { PromptableModel } from '../model/modelFiles'
import type { PixelImage } from '../image/pixels'
import type { Detector, DetectorInfo } from '../models/detector'
import { openDetector } from '../models/openDetector'
import { SamPredictor } from '../sam/predictor'
import { sessionThreads } from '../runtime/threads'
import { annotateImage, type AnnotateOptions } from './annotateImage'
import type { AutoObject } from './autoObject'

export interface AutoAnnotatorOptions {
  /** The file of a detector or segmenter. */
  readonly detector: string
  /** Asked for the model that outlines boxes; not when the detector is to give the masks. */
  readonly outliner: (detector: DetectorInfo) => Promise<PromptableModel | undefined>
  /** Of the detector's square input in pixels, where it may have any. */
  readonly imageSize?: number | undefined
  readonly device?: Device | undefined
  /** 0 chooses from the machine. */
  readonly threads?: number
}

/** Both models in one thread, for the command line: every run blocks. */
export class AutoAnnotator {
  private constructor(
    private readonly detector: Detector,
    private readonly predictor: SamPredictor | undefined,
    /** Changes when results may: hashes of the models' files. */
    readonly modelHash: string
  ) {}

  /** @throws EngineError model-* */
  static async open(options: AutoAnnotatorOptions): Promise<AutoAnnotator> {
    const { device, imageSize } = options
    const threads = sessionThreads(options.threads ?? 0)
    const sessions = { threads, executionProvider: device }
    const detector = await openDetector(options.detector, { ...sessions, imageSize })
    try {
      const model = await options.outliner(detector.info)
      const predictor = model && (await SamPredictor.load(model, { threads, device }))
      const hashes = model ? [model.manifest.encoder, model.manifest.decoder].map(({ sha256 }) => sha256) : []
      return new AutoAnnotator(detector, predictor, [await fileHash(options.detector), ...hashes].join(' '))
    } catch (error) {
      await detector.release()
      throw error
    }
  }

  get detectorInfo(): DetectorInfo {
    return this.detector.info
  }

  /** The model that outlines; undefined where the detector gives the masks. */
  get outlinerId(): string | undefined {
    return this.predictor?.manifest.id
  }

  /** Why a model does not run on the device that was asked for. */
  get fallback(): string | undefined {
    return this.detector.info.fallback ?? this.predictor?.fallback
  }

  /** See `annotateImage`. */
  annotate(image: PixelImage, options: AnnotateOptions, signal?: AbortSignal): Promise<AutoObject[]> {
    return annotateImage(image, { detector: this.detector, outliner: this.predictor }, options, signal)
  }

  async release(): Promise<void> {
    await this.detector.release()
    await this.predictor?.release()
  }
}
