/**
 * Segment Anything in plain Node.js, offline: `import { Predictor } from 'maskwright'`.
 * Coordinates are image pixels after EXIF orientation.
 */

/** Upright pixels, row-major without padding, RGB or RGBX (the fourth byte is ignored). */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly data: Uint8Array
}

/** Device to run the model on; falls back to the CPU if it does not start there. */
export type Device = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml'

export interface PredictorOptions {
  /** A model folder, or ONNX files as `encoder.onnx,decoder.onnx`; the bundled MobileSAM by default. */
  readonly model?: string
  readonly device?: Device
  /** Number of CPU threads; chosen automatically by default. */
  readonly threads?: number
}

/** A point in image pixels. */
export type Point = readonly [x: number, y: number]

/** A box in image pixels. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** The prompt of one object: points, a box, or both. */
export type Prompt = ({ readonly points: readonly Point[] } | { readonly box: Box }) & {
  readonly points?: readonly Point[]
  /** 1 = object, 0 = background, one per point; all 1 by default. */
  readonly labels?: readonly (0 | 1)[]
  readonly box?: Box
  /** A mask of an earlier prediction on the same image, to refine it. */
  readonly mask?: Mask
}

/**
 * Several objects: one box or one group of points each. With both, groups and boxes are paired in order.
 * Without a prompt the whole image is segmented, like in Ultralytics' `predict`.
 */
export interface Prompts {
  readonly bboxes?: readonly Box[]
  /** The points of each object. */
  readonly points?: readonly (readonly Point[])[]
  /** Same layout as `points`: 1 = object, 0 = background; all 1 by default. */
  readonly labels?: readonly (readonly (0 | 1)[])[]
}

/** One mask with the size of the image. */
export interface Mask {
  /** IoU predicted by the model. */
  readonly score: number
  readonly width: number
  readonly height: number
  /** Object pixels. */
  readonly area: number
  /** Bounding box: left, top, width, height; zeros for an empty mask. */
  readonly bbox: readonly [left: number, top: number, width: number, height: number]
  /** Compressed COCO RLE, as pycocotools reads it; `size` is height, width. */
  readonly rle: { readonly size: readonly [height: number, width: number]; readonly counts: string }
  /** One byte per pixel, row-major, 1 = object: uint8[height × width]. */
  bitmap(): Uint8Array
}

/** The result of a prompt. */
export interface Prediction {
  /** The mask selected by the rule of the official ONNX export. */
  readonly best: Mask
  /**
   * All mask candidates, in the order of the model. The first of SAM's four is meant for several points; the others
   * are, in practice, ordered from the smallest to the largest.
   */
  readonly masks: readonly Mask[]
}

/** Settings of whole-image segmentation; the defaults are those of the official SamAutomaticMaskGenerator. */
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
  /** Rejects the call when aborted. */
  readonly signal?: AbortSignal
}

/** A mask of whole-image segmentation. */
export interface FoundMask extends Mask {
  readonly stability: number
  /** The point prompt that produced it. */
  readonly point: readonly [x: number, y: number]
}

/** Segment Anything for one image at a time: the image is encoded once, then each prompt is fast. */
export declare class Predictor {
  private constructor()
  /** Loads a model. @throws Error whose `kind` begins with "model-" */
  static open(options?: PredictorOptions): Promise<Predictor>
  /** Encodes the image for the following calls. @throws Error whose `kind` begins with "image-" */
  setImage(image: string | Pixels): Promise<void>
  /** Segments one object by points or a box. @throws Error of kind "bad-prompt" or "prompt-unsupported" */
  predict(prompt: Prompt): Promise<Prediction>
  /**
   * Segments several objects and returns one prediction per object, in the order of the prompts. Without a prompt it
   * segments the whole image, with one mask per prediction. @throws Error of kind "bad-prompt" or "prompt-unsupported"
   */
  predict(prompts?: Prompts): Promise<readonly Prediction[]>
  /** Segments the whole image, with one thread per core. @throws RangeError naming the invalid setting */
  everything(options?: EverythingOptions): Promise<readonly FoundMask[]>
  /** Releases the image. */
  reset(): void
  /** Releases the model and its threads; the predictor cannot be used afterwards. */
  close(): Promise<void>
}
