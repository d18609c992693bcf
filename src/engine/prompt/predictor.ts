import type { Device } from '@shared/schema/models'
import { decodeImageFile } from '../../imaging/decode'
import { DEFAULT_PIXEL_LIMIT } from '../../imaging/limits'
import type { PixelImage } from '../../imaging/pixels'
import { EngineError } from '@shared/engineError'
import type { ModelManifest } from '../models/manifest'
import type { PromptableModel } from '../models/modelFiles'
import { verifyModel } from '../models/verify'
import { loadEncoder } from './families/encoder'
import type { PromptableDecoder, PromptableEncoder, Tensors } from './families/promptable'
import { checkPrompt } from './families/role'
import type { Prompt } from './promptTypes'
import { sessionThreads } from '../runtime/threads'
import { modelSpace, type ModelSpace } from './modelSpace'
import { maskUpsampler, type MaskUpsampler, type SizedMask } from './postprocess'
import { inputSpec } from './inputSpec'
import { promptTensors } from './prompt'
import { loadPromptDecoder } from './promptDecoder'
import { candidateLogits } from './results'
import { selectMask } from './select'

export interface PredictorOptions {
  /** 0 chooses from the machine. */
  readonly threads?: number
  /** The processor when it is left out. */
  readonly device?: Device | undefined
  readonly pixelLimit?: number
}

/** Milliseconds of each step of `setImage`. */
export interface SetImageTimings {
  readonly decode_ms: number
  readonly preprocess_ms: number
  readonly encode_ms: number
}

/** A prompt for the predictor: `previous` is a result of the same image, and which of its masks to refine. */
export interface PredictorPrompt extends Omit<Prompt, 'previous'> {
  readonly previous?: { readonly result: Prediction; readonly index: number }
}

/** All candidates of one prompt: four, or as many as the model gives. */
export interface Prediction {
  /** Predicted IoU. */
  readonly scores: readonly number[]
  /** The candidate that the official rule picks. */
  readonly selected: number
  /** Upsamples a candidate to the image; not done before it is asked for. */
  mask(index: number): SizedMask
  /** float32[masks, 256, 256]. */
  readonly logits: Float32Array<ArrayBuffer>
  /** The decoder's run. */
  readonly predict_ms: number
}

/** The model in one thread, for the command line and tests: every call blocks while the network runs. */
export class SamPredictor {
  private embedding: Tensors | undefined
  private space: ModelSpace | undefined
  private upsample: MaskUpsampler | undefined

  private constructor(
    readonly manifest: ModelManifest,
    private readonly encoder: PromptableEncoder,
    private readonly decoder: PromptableDecoder,
    private readonly pixelLimit: number
  ) {}

  /** Verifies and loads a model folder, or loads a model of any family. Errors: model-missing, model-altered. */
  static async load(from: string | PromptableModel, options: PredictorOptions = {}): Promise<SamPredictor> {
    const model = typeof from === 'string' ? await verifyModel(from) : from
    const sessions = { threads: sessionThreads(options.threads ?? 0), executionProvider: options.device }
    const encoder = await loadEncoder(model, sessions)
    const decoder = await loadPromptDecoder(model, sessions)
    return new SamPredictor(model.manifest, encoder, decoder, options.pixelLimit ?? DEFAULT_PIXEL_LIMIT)
  }

  /** Where the encoder really runs. */
  get device(): string {
    return this.encoder.provider
  }

  /** Why it is not the device that was asked for. */
  get fallback(): string | undefined {
    return this.encoder.fallback ?? this.decoder.fallback
  }

  /** Encodes the image that the following prompts are about. Errors: image-*. */
  async setImage(image: string | PixelImage): Promise<SetImageTimings> {
    const start = performance.now()
    const pixels =
      typeof image === 'string' ? await decodeImageFile(image, { pixelLimit: this.pixelLimit }) : image
    const decoded = performance.now()
    const { tensors, preprocess_ms, encode_ms } = await this.encoder.encode(pixels)
    this.embedding = tensors
    this.space = modelSpace(pixels.width, pixels.height, inputSpec(this.manifest).space)
    this.upsample = maskUpsampler(this.space)
    return { decode_ms: decoded - start, preprocess_ms, encode_ms }
  }

  /** Errors: bad-prompt, prompt-unsupported; 'internal' before the first `setImage`. */
  async predict(prompt: PredictorPrompt): Promise<Prediction> {
    const { embedding, space, upsample } = this
    if (!embedding || !space || !upsample) throw new EngineError('internal', 'setImage was not called')
    checkPrompt(prompt, this.manifest)
    const tensors = promptTensors({ points: prompt.points, box: prompt.box }, space)
    const previous = prompt.previous && candidateLogits(prompt.previous.result.logits, prompt.previous.index)
    const start = performance.now()
    const { logits, scores } = await this.decoder.decode(embedding, tensors, previous)
    const predict_ms = performance.now() - start
    return {
      scores: Array.from(scores),
      selected: selectMask(scores, tensors.count),
      mask: (index) => upsample(candidateLogits(logits, index)),
      logits,
      predict_ms
    }
  }

  async release(): Promise<void> {
    await this.encoder.release()
    await this.decoder.release()
  }
}
