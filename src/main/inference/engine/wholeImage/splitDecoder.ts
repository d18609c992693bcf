import { LOW_RES } from '../sam/decoder'
import { promptTensors } from '../sam/prompt'
import { createSession, type FloatTensor, type Session, type SessionOptions } from '../runtime/ort'
import type { ModelSpace } from '../sam/modelSpace'
import { embeddingWindow, SAMPLES_PER_POSITION, type EmbeddingWindow } from './embeddingWindow'
import { maskBuffers, type PointDecoder, type PointMask } from './pointDecoder'

/** The two graphs that the set-up derives from the decoder (scripts/setup/mobileSam/split). */
export interface SplitDecoderPaths {
  readonly imagePath: string
  readonly pointPath: string
}

const IMAGE_TENSORS = ['image', 'keys', 'values', 'queries'] as const

interface CurrentImage {
  readonly space: ModelSpace
  readonly window: EmbeddingWindow
  readonly sampleOrder: Int32Array
  /** What every point of the image is fed. */
  readonly feeds: Readonly<Record<string, FloatTensor>>
}

/**
 * The saving way: what is the same for all points of an image is computed once, and masks are only made where the
 * predicted IoU is high enough, and only for the part of the input that the image covers. Numbers agree with the
 * whole decoder's to rounding.
 */
export async function splitPointDecoder(
  paths: SplitDecoderPaths,
  options: SessionOptions
): Promise<PointDecoder> {
  const imageSide = await createSession(paths.imagePath, options)
  const pointSide = await createSession(paths.pointPath, options)
  const buffers = maskBuffers()
  let current: CurrentImage | undefined
  return {
    async setImage(embedding, space) {
      current = await prepare(imageSide, embedding, space)
    },
    async decode(x, y, iouThreshold) {
      if (!current) throw new Error('setImage was not called')
      const { coords, labels } = promptTensors({ points: [{ x, y, label: 1 }] }, current.space)
      const feeds = {
        ...current.feeds,
        point_coords: coords,
        point_labels: labels,
        iou_threshold: { data: Float32Array.of(iouThreshold), dims: [1] }
      }
      const outputs = await pointSide.run(feeds, ['iou_predictions', 'masks'])
      const scores = outputs.iou_predictions.data
      return { scores, masks: unpack(scores, iouThreshold, outputs.masks.data, current, buffers) }
    },
    async release() {
      await imageSide.release()
      await pointSide.release()
    }
  }
}

async function prepare(imageSide: Session, embedding: FloatTensor, space: ModelSpace): Promise<CurrentImage> {
  const tensors = await imageSide.run({ image_embeddings: embedding }, IMAGE_TENSORS)
  const window = embeddingWindow(space)
  const size: FloatTensor = { data: Float32Array.of(window.rows, window.columns), dims: [2] }
  return { space, window, sampleOrder: sampleOrder(window), feeds: { ...tensors, window: size } }
}

/** The wanted masks come one after the other; those of the first buffers are free again. */
function unpack(
  scores: Float32Array,
  iouThreshold: number,
  data: Float32Array,
  { window, sampleOrder }: CurrentImage,
  buffers: readonly Float32Array[]
): PointMask[] {
  const masks: PointMask[] = []
  const width = window.columns * SAMPLES_PER_POSITION
  scores.forEach((score, index) => {
    const logits = buffers[masks.length]
    if (!(score > iouThreshold) || !logits) return
    const from = masks.length * sampleOrder.length
    for (let i = 0, y = 0; i < sampleOrder.length; y++) {
      const row = y * LOW_RES
      for (let x = 0; x < width; x++, i++) logits[row + x] = data[from + (sampleOrder[i] ?? 0)] ?? 0
    }
    masks.push({ index, logits })
  })
  return masks
}

/**
 * Where each sample of the window, row by row, stands in the point graph's output, which is ordered by position and
 * then by the two doublings: (row, column, y2, x2, y1, x1).
 */
function sampleOrder({ rows, columns }: EmbeddingWindow): Int32Array {
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
