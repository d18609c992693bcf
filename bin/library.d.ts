/**
 * Segment Anything in plain Node.js, offline: `import { Predictor } from 'maskwright'`.
 * Coordinates are pixels of the image as a person sees it (after EXIF).
 */

/** Upright pixels, row by row without padding, red first; a fourth byte a pixel means nothing. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly data: Uint8Array
}

/** Where the model runs; on the processor where the device does not start. */
export type Device = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml'

export interface PredictorOptions {
  /** A model's folder, or its ONNX files as `encoder.onnx,decoder.onnx`; the model that comes with the package. */
  readonly model?: string
  readonly device?: Device
  /** Threads of the processor; chosen from the machine. */
  readonly threads?: number
}

/** What is asked: points, a box, or both. */
export interface Prompt {
  readonly points?: readonly (readonly [x: number, y: number])[]
  /** 1 = the object, 0 = the background, one for each point; all 1 where it is left out. */
  readonly labels?: readonly (0 | 1)[]
  /** Left, top, right, bottom. */
  readonly box?: readonly [left: number, top: number, right: number, bottom: number]
  /** A mask of an earlier prediction on the same image, to be refined. */
  readonly mask?: Mask
}

/** One mask of the size of the image. */
export interface Mask {
  /** The model's own estimate of the mask's IoU. */
  readonly score: number
  readonly width: number
  readonly height: number
  /** Object pixels. */
  readonly area: number
  /** Left, top, width, height of the smallest box around; zeros for an empty mask. */
  readonly bbox: readonly [left: number, top: number, width: number, height: number]
  /** Compressed COCO RLE, as pycocotools reads it; `size` is height, width. */
  readonly rle: { readonly size: readonly [height: number, width: number]; readonly counts: string }
  /** One byte a pixel, row by row, 1 = object: uint8[height × width]. */
  bitmap(): Uint8Array
}

/** The answer to a prompt. */
export interface Prediction {
  /** The mask that the official rule picks. */
  readonly best: Mask
  /** All that the model gives: of four the first answers many clicks, the others are whole, part, subpart. */
  readonly masks: readonly Mask[]
}

/** Settings of whole-image segmentation; what is left out is as in the official SamAutomaticMaskGenerator. */
export interface EverythingOptions {
  readonly pointsPerSide?: number
  readonly predIouThresh?: number
  readonly stabilityScoreThresh?: number
  readonly stabilityScoreOffset?: number
  readonly boxNmsThresh?: number
  readonly cropNLayers?: number
  readonly cropNmsThresh?: number
  readonly cropOverlapRatio?: number
  readonly cropNPointsDownscaleFactor?: number
  readonly minMaskRegionArea?: number
  /** Aborting it rejects the call. */
  readonly signal?: AbortSignal
}

/** A mask of whole-image segmentation. */
export interface FoundMask extends Mask {
  readonly stability: number
  /** The click that gave it. */
  readonly point: readonly [x: number, y: number]
}

/** Segment Anything for one image after the other: it is encoded once, then each prompt takes a moment. */
export declare class Predictor {
  private constructor()
  /** Loads a model. @throws Error whose `kind` begins with "model-" */
  static open(options?: PredictorOptions): Promise<Predictor>
  /** Encodes the image that the following calls are about. @throws Error whose `kind` begins with "image-" */
  setImage(image: string | Pixels): Promise<void>
  /** Outlines what points or a box mean. @throws Error of kind "bad-prompt" or "prompt-unsupported" */
  predict(prompt: Prompt): Promise<Prediction>
  /** Outlines everything in the image, with as many threads as there are cores. @throws RangeError naming a setting */
  everything(options?: EverythingOptions): Promise<readonly FoundMask[]>
  /** Forgets the image. */
  reset(): void
  /** Frees the model; the predictor cannot be used afterwards. */
  close(): Promise<void>
}
