import type { SplitDecoderPaths } from '../models/modelFiles'
import type { Tensors } from './families/promptable'
import { createSession, type FloatTensor, type SessionOptions } from '../runtime/ort'
import { LOW_RES } from './lowRes'
import { SAMPLES_PER_POSITION, type EmbeddingWindow } from './embeddingWindow'
import type { PromptTensors } from './prompt'

/** Entries of the only prompts that the point graph takes: a click and its padding, or a box's corners. */
export const SPLIT_ENTRIES = 2

/** Rows of the embedding that the point graph makes masks of at a time. */
const BAND = 4
const BAND_SAMPLES = BAND * SAMPLES_PER_POSITION

/** What the image graph makes of an embedding, by the names that the point graph takes it by: about 27 MB. */
export type ImageSide = Readonly<Record<string, FloatTensor>>

/** What the point graph gives: the masks whose score is above their threshold, one after the other. */
export interface SplitOutput {
  /** float32[4]: predicted IoU. */
  readonly scores: Float32Array<ArrayBuffer>
  /** How many masks there are. */
  readonly masks: number
  /** float32[bands × masks × 4 × columns × 16], each band of a mask in the order of `bandOrder`. */
  readonly samples: Float32Array<ArrayBuffer>
}

/** The decoder in two parts. */
export interface SplitDecoder {
  /** @param embedding `image_embeddings`, float32[1, 256, 64, 64] */
  imageSide(embedding: Tensors): Promise<ImageSide>
  /**
   * Decodes a prompt of two entries and no mask.
   * @param thresholds float32[4]: masks with a predicted IoU up to theirs are not made.
   */
  decode(
    image: ImageSide,
    prompt: PromptTensors,
    thresholds: Float32Array<ArrayBuffer>,
    window: EmbeddingWindow
  ): Promise<SplitOutput>
  release(): Promise<void>
}

/**
 * Loads the two graphs that the set-up derives from the decoder (scripts/setup/mobileSam/split). What is the same for
 * all prompts of an image is computed once, and only the wanted masks are made. Numbers agree with the whole decoder's
 * to rounding; a prompt takes less than half the time.
 */
export async function loadSplitDecoder(
  paths: SplitDecoderPaths,
  options: SessionOptions
): Promise<SplitDecoder> {
  const imageGraph = await createSession(paths.imagePath, options)
  const pointGraph = await createSession(paths.pointPath, options)
  return {
    imageSide: (embedding) => imageGraph.run(embedding, imageGraph.outputNames),
    async decode(image, { coords, labels }, thresholds, { rows, columns }) {
      const outputs = await pointGraph.run(
        {
          ...image,
          point_coords: coords,
          point_labels: labels,
          iou_threshold: { data: thresholds, dims: [4] },
          window: { data: Float32Array.of(rows, columns), dims: [2] }
        },
        ['iou_predictions', 'masks']
      )
      const { data: samples, dims } = outputs.masks
      return { scores: outputs.iou_predictions.data, masks: dims[1] ?? 0, samples }
    },
    async release() {
      await imageGraph.release()
      await pointGraph.release()
    }
  }
}

/**
 * Where each sample of a band, row by row, stands in the point graph's output, which is ordered by position and then by
 * the two doublings: (row, column, y2, x2, y1, x1).
 */
export function bandOrder({ columns }: EmbeddingWindow): Int32Array {
  const width = columns * SAMPLES_PER_POSITION
  const order = new Int32Array(BAND_SAMPLES * width)
  for (let i = 0; i < order.length; i++) {
    const x = i % width
    const y = (i - x) / width
    const position = (y >> 2) * columns + (x >> 2)
    const inside = ((y >> 1) & 1) * 8 + ((x >> 1) & 1) * 4 + (y & 1) * 2 + (x & 1)
    order[i] = position * 16 + inside
  }
  return order
}

/**
 * Writes the nth mask of an output into rows of 256 samples; what is outside the window stays as it is.
 * @param order of the window's bands
 * @param target float32[256, 256]
 */
export function unpackMask(
  { samples, masks }: SplitOutput,
  nth: number,
  { rows, columns }: EmbeddingWindow,
  order: Int32Array,
  target: Float32Array
): void {
  const width = columns * SAMPLES_PER_POSITION
  for (let y = 0; y < rows * SAMPLES_PER_POSITION; y++) {
    const inBand = y % BAND_SAMPLES
    const from = (((y - inBand) / BAND_SAMPLES) * masks + nth) * order.length
    const row = y * LOW_RES
    for (let x = 0, i = inBand * width; x < width; x++, i++) {
      target[row + x] = samples[from + (order[i] ?? 0)] ?? 0
    }
  }
}
