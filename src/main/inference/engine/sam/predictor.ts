import { decodeImageFile } from '../image/decode'
import type { PixelImage } from '../image/pixels'
import { EngineError } from '../errors'
import type { ModelManifest } from '../model/manifest'
import { verifyModel } from '../model/verify'
import type { Prompt } from '../protocol'
import type { FloatTensor } from '../runtime/ort'
import { sessionThreads } from '../runtime/threads'
import type { MaskDecoder } from './decoder'
import { loadEncoder, type ImageEncoder } from './encoder'
import type { ModelSpace } from './modelSpace'
import { maskUpsampler, type MaskUpsampler, type SizedMask } from './postprocess'
import { inputSpec } from './inputSpec'
import { preprocess } from './preprocess'
import { promptTensors } from './prompt'
import { loadPromptDecoder } from './promptDecoder'
import { candidateLogits } from './results'
import { selectMask } from './select'

export interface PredictorOptions {
  /** 0 chooses from the machine. */
  readonly threads?: number
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

/** All four candidates of one prompt. */
export interface Prediction {
  /** Predicted IoU. */
  readonly scores: readonly number[]
  /** The candidate that the official rule picks. */
  readonly selected: number
  /** Upsamples a candidate to the image; not done before it is asked for. */
  mask(index: number): SizedMask
  /** float32[4, 256, 256]. */
  readonly logits: Float32Array<ArrayBuffer>
  /** The decoder's run. */
  readonly predict_ms: number
}

/** The model in one thread, for the command line and tests: every call blocks while the network runs. */
export class SamPredictor {
  private embedding: FloatTensor | undefined
  private space: ModelSpace | undefined
  private upsample: MaskUpsampler | undefined

  private constructor(
    readonly manifest: ModelManifest,
    private readonly encoder: ImageEncoder,
    private readonly decoder: MaskDecoder,
    private readonly pixelLimit: number
  ) {}

  /** Verifies and loads a model folder. Errors: model-missing, model-altered. */
  static async load(modelDir: string, options: PredictorOptions = {}): Promise<SamPredictor> {
    const { manifest, encoderPath, decoder: files } = await verifyModel(modelDir)
    const threads = sessionThreads(options.threads ?? 0)
    const encoder = await loadEncoder(encoderPath, manifest, { threads })
    const decoder = await loadPromptDecoder(files, manifest, { threads })
    return new SamPredictor(manifest, encoder, decoder, options.pixelLimit ?? Number.POSITIVE_INFINITY)
  }

  /** Encodes the image that the following prompts are about. Errors: image-*. */
  async setImage(image: string | PixelImage): Promise<SetImageTimings> {
    const start = performance.now()
    const pixels =
      typeof image === 'string' ? await decodeImageFile(image, { pixelLimit: this.pixelLimit }) : image
    const decoded = performance.now()
    const { tensor, space } = preprocess(pixels, inputSpec(this.manifest))
    const prepared = performance.now()
    this.embedding = await this.encoder.encode(tensor)
    this.space = space
    this.upsample = maskUpsampler(space)
    return {
      decode_ms: decoded - start,
      preprocess_ms: prepared - decoded,
      encode_ms: performance.now() - prepared
    }
  }

  /** Errors: bad-prompt; 'internal' before the first `setImage`. */
  async predict(prompt: PredictorPrompt): Promise<Prediction> {
    const { embedding, space, upsample } = this
    if (!embedding || !space || !upsample) throw new EngineError('internal', 'setImage was not called')
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
