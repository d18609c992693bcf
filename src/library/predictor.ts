import { createCanvas, ImageData } from '@napi-rs/canvas'
import { resolveEverythingParams } from '@shared/segment/validate'
import { openModelOption } from './model'
import { Segmenter } from './segmenter'
import { EngineError } from '@shared/engineError'
import { decodeImageFile } from '../imaging/decode'
import type { PromptableModel } from '../engine/models/modelFiles'
import { SamPredictor, type Prediction as EnginePrediction } from '../engine/prompt/predictor'
import type {
  EverythingOptions,
  FoundMask,
  Mask,
  Pixels,
  Prediction,
  PredictorOptions,
  Prompt,
  Prompts
} from './types'
import { decodeRle, type Rle } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import { toColumnMajor } from '@shared/mask/columnMajor'
import { rleArea, rleBounds } from '@shared/mask/measure'

/** The prediction that a mask can be refined from. */
interface Origin {
  readonly result: EnginePrediction
  readonly index: number
}

/** Segment Anything for one image at a time: the image is encoded once, then each prompt is fast. */
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

  /** Encodes the image for the following calls. @throws Error whose `kind` begins with "image-" */
  async setImage(image: string | Pixels): Promise<void> {
    this.reset()
    const pixels = typeof image === 'string' ? await decodeImageFile(image) : checkPixels(image)
    await this.predictor.setImage(pixels)
    this.image = image
  }

  /** Segments one object by points or a box. @throws Error of kind "bad-prompt" or "prompt-unsupported" */
  predict(prompt: Prompt): Promise<Prediction>
  /**
   * Segments several objects and returns one prediction per object, in the order of the prompts. Without a prompt it
   * segments the whole image, with one mask per prediction. @throws Error of kind "bad-prompt" or "prompt-unsupported"
   */
  predict(prompts?: Prompts): Promise<readonly Prediction[]>
  async predict(prompt: Prompt | Prompts = {}): Promise<Prediction | readonly Prediction[]> {
    this.imageSet()
    if (isOneObject(prompt)) return this.predictOne(prompt)
    const objects = objectsOf(prompt)
    if (objects.length === 0) {
      return (await this.everything()).map((mask): Prediction => ({ best: mask, masks: [mask] }))
    }
    const predictions: Prediction[] = []
    for (const object of objects) predictions.push(await this.predictOne(object))
    return predictions
  }

  /** Segments the whole image, with one thread per core. @throws RangeError naming the invalid setting */
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

  /** Releases the image. */
  reset(): void {
    this.image = undefined
    this.origins = new WeakMap()
  }

  /** Releases the model and its threads; the predictor cannot be used afterwards. */
  async close(): Promise<void> {
    this.reset()
    await Promise.all([this.segmenter?.close(), this.predictor.release()])
  }

  private async predictOne({ points = [], labels, box, mask }: Prompt): Promise<Prediction> {
    if (labels && labels.length !== points.length) {
      throw new EngineError('bad-prompt', `Got ${points.length} points but ${labels.length} labels`)
    }
    const previous = mask && this.origins.get(mask)
    if (mask && !previous)
      throw new EngineError('bad-prompt', 'The mask does not belong to the current image')
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
    if (!best) throw new EngineError('internal', 'The model returned no mask')
    return { best, masks }
  }

  private imageSet(): string | Pixels {
    if (this.image === undefined) throw new EngineError('bad-prompt', 'No image set: call setImage first')
    return this.image
  }
}

function checkPixels(pixels: Pixels): Pixels {
  const { width, height, channels, data } = pixels
  if (width < 1 || height < 1 || data.length !== width * height * channels) {
    throw new RangeError(`Expected ${width}×${height}×${channels} bytes of pixel data, got ${data.length}`)
  }
  return pixels
}

/** Encodes pixels as a lossless file: whole-image segmentation decodes each crop from a file. */
function pngOf({ width, height, channels, data }: Pixels): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = data[i * channels + c] ?? 0
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0)
  return canvas.encode('png')
}

/** Converts RLE to the public mask type. */
function maskOf(rle: Rle, score: number): Mask {
  const { width, height } = rle
  const box = rleBounds(rle) ?? { x: 0, y: 0, width: 0, height: 0 }
  return {
    score,
    width,
    height,
    area: rleArea(rle),
    bbox: [box.x, box.y, box.width, box.height],
    rle: { size: [height, width], counts: countsToString(toColumnMajor(rle).counts) },
    bitmap: () => decodeRle(rle).data
  }
}

/** Whether a call prompts one object: it has a box, a mask, or ungrouped points. */
function isOneObject(prompt: Prompt | Prompts): prompt is Prompt {
  if ('box' in prompt || 'mask' in prompt) return true
  const [first] = prompt.points ?? []
  return first !== undefined && typeof first[0] === 'number'
}

/**
 * Groups the prompts of a call into objects; empty without a prompt.
 * @throws EngineError bad-prompt if the numbers of boxes, points and labels do not match
 */
function objectsOf({ bboxes, points, labels }: Prompts): readonly Prompt[] {
  if (labels && labels.length !== points?.length) {
    throw new EngineError(
      'bad-prompt',
      `Got ${points?.length ?? 0} groups of points but ${labels.length} groups of labels`
    )
  }
  if (bboxes && points && bboxes.length !== points.length) {
    throw new EngineError('bad-prompt', `Got ${bboxes.length} boxes but ${points.length} groups of points`)
  }
  const count = bboxes?.length ?? points?.length ?? 0
  return Array.from({ length: count }, (_, i): Prompt => {
    const [box, group, marks] = [bboxes?.[i], points?.[i], labels?.[i]]
    return { points: group ?? [], ...(marks && { labels: marks }), ...(box && { box }) }
  })
}
