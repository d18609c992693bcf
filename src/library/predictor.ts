import { createCanvas, ImageData } from '@napi-rs/canvas'
import { resolveEverythingParams } from '@shared/everything/validate'
import { openModelOption } from '../cli/model'
import { Segmenter } from '../cli/everything/segmenter'
import { EngineError } from '../main/inference/engine/errors'
import { decodeImageFile } from '../main/inference/engine/image/decode'
import type { PromptableModel } from '../main/inference/engine/model/modelFiles'
import { SamPredictor, type Prediction as EnginePrediction } from '../main/inference/engine/sam/predictor'
import { maskOf } from './mask'
import type {
  EverythingOptions,
  FoundMask,
  Mask,
  Pixels,
  Prediction,
  PredictorOptions,
  Prompt
} from './types'

/** Where a mask can be refined from. */
interface Origin {
  readonly result: EnginePrediction
  readonly index: number
}

/** Segment Anything for one image after the other: it is encoded once, then each prompt takes a moment. */
export class Predictor {
  private image: string | Pixels | undefined
  private origins = new WeakMap<Mask, Origin>()
  private segmenter: Segmenter | undefined

  private constructor(
    private readonly model: PromptableModel,
    private readonly predictor: SamPredictor
  ) {}

  /** Loads a model. @throws Error whose `kind` begins with "model-" */
  static async open({ model, device, threads }: PredictorOptions = {}): Promise<Predictor> {
    const opened = await openModelOption(model)
    const options = { ...(device && { device }), ...(threads !== undefined && { threads }) }
    return new Predictor(opened, await SamPredictor.load(opened, options))
  }

  /** Encodes the image that the following calls are about. @throws Error whose `kind` begins with "image-" */
  async setImage(image: string | Pixels): Promise<void> {
    this.reset()
    const pixels = typeof image === 'string' ? await decodeImageFile(image) : checkPixels(image)
    await this.predictor.setImage(pixels)
    this.image = image
  }

  /** Outlines what points or a box mean. @throws Error of kind "bad-prompt" or "prompt-unsupported" */
  async predict({ points = [], labels, box, mask }: Prompt): Promise<Prediction> {
    this.imageSet()
    if (labels && labels.length !== points.length) {
      throw new EngineError('bad-prompt', `There are ${points.length} points, but ${labels.length} labels`)
    }
    const previous = mask && this.origins.get(mask)
    if (mask && !previous) throw new EngineError('bad-prompt', 'The mask is not of this image')
    const result = await this.predictor.predict({
      points: points.map(([x, y], i) => ({ x, y, label: labels?.[i] ?? 1 })),
      box,
      ...(previous && { previous })
    })
    const masks = result.scores.map((score, index) => {
      const mask = maskOf(result.mask(index), score)
      this.origins.set(mask, { result, index })
      return mask
    })
    const best = masks[result.selected]
    if (!best) throw new EngineError('internal', 'The model gave no mask')
    return { best, masks }
  }

  /** Outlines everything in the image, with as many threads as there are cores. @throws RangeError naming a setting */
  async everything({ signal, ...settings }: EverythingOptions = {}): Promise<readonly FoundMask[]> {
    const image = this.imageSet()
    this.segmenter ??= Segmenter.open(this.model, () => undefined)
    const { proposals } = await this.segmenter.segment(
      typeof image === 'string' ? image : await pngOf(image),
      {
        params: resolveEverythingParams(settings),
        strategy: 'fast',
        signal: signal ?? new AbortController().signal,
        onProgress: () => undefined
      }
    )
    return proposals.map(({ rle, predictedIou, stability, point }): FoundMask => {
      return { ...maskOf(rle, predictedIou), stability, point: [point.x, point.y] }
    })
  }

  /** Forgets the image. */
  reset(): void {
    this.image = undefined
    this.origins = new WeakMap()
  }

  /** Frees the model; the predictor cannot be used afterwards. */
  async close(): Promise<void> {
    this.reset()
    await Promise.all([this.segmenter?.close(), this.predictor.release()])
  }

  private imageSet(): string | Pixels {
    if (this.image === undefined) throw new EngineError('bad-prompt', 'setImage was not called')
    return this.image
  }
}

function checkPixels(pixels: Pixels): Pixels {
  const { width, height, channels, data } = pixels
  if (width < 1 || height < 1 || data.length !== width * height * channels) {
    throw new RangeError(`${data.length} bytes are not ${width}×${height} pixels of ${channels}`)
  }
  return pixels
}

/** Pixels as a file, without loss: whole images are read from files, each crop anew. */
function pngOf({ width, height, channels, data }: Pixels): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = data[i * channels + c] ?? 0
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0)
  return canvas.encode('png')
}
