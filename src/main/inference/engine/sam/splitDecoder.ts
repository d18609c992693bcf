import type { SplitDecoderPaths } from '../model/modelFiles'
import type { Tensors } from '../promptable/promptable'
import { createSession, type FloatTensor, type SessionOptions } from '../runtime/ort'
import { LOW_RES } from './lowRes'
import { SAMPLES_PER_POSITION, type EmbeddingWindow } from './embeddingWindow'
import type { PromptTensors } from './prompt'

/** Entries of the only prompts that the point graph takes: a click and its padding, or a box's corners. */
export const SPLIT_ENTRIES = 2

const IMAGE_TENSORS = ['image', 'keys', 'values', 'queries'] as const

/** What every prompt of an image is fed: the embedding as rows, and its projections in the first layer. */
export type ImageSide = Readonly<Record<(typeof IMAGE_TENSORS)[number], FloatTensor>>

/** What the point graph gives: the masks whose score is above their threshold, one after the other. */
export interface SplitOutput {
  /** float32[4]: predicted IoU. */
  readonly scores: Float32Array<ArrayBuffer>
  /** float32[k × rows × columns × 16], in the order of `sampleOrder`. */
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
 * to rounding; a prompt takes about half the time.
 */
export async function loadSplitDecoder(
  paths: SplitDecoderPaths,
  options: SessionOptions
): Promise<SplitDecoder> {
  const imageGraph = await createSession(paths.imagePath, options)
  const pointGraph = await createSession(paths.pointPath, options)
  return {
    imageSide: (embedding) => imageGraph.run(embedding, IMAGE_TENSORS),
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
      return { scores: outputs.iou_predictions.data, samples: outputs.masks.data }
    },
    async release() {
      await imageGraph.release()
      await pointGraph.release()
    }
  }
}

/**
 * Where each sample of the window, row by row, stands in one mask of the point graph's output, which is ordered by
 * position and then by the two doublings: (row, column, y2, x2, y1, x1).
 */
export function sampleOrder({ rows, columns }: EmbeddingWindow): Int32Array {
  const width = columns * SAMPLES_PER_POSITION
  const order = new Int32Array(rows * SAMPLES_PER_POSITION * width)
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
 * @param target float32[256, 256]
 */
export function unpackMask(
  { samples }: SplitOutput,
  nth: number,
  window: EmbeddingWindow,
  order: Int32Array,
  target: Float32Array
): void {
  const from = nth * order.length
  const width = window.columns * SAMPLES_PER_POSITION
  for (let i = 0, y = 0; i < order.length; y++) {
    const row = y * LOW_RES
    for (let x = 0; x < width; x++, i++) target[row + x] = samples[from + (order[i] ?? 0)] ?? 0
  }
}
