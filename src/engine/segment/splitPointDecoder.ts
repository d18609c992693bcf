import type { SplitDecoderPaths } from '../models/modelFiles'
import type { SessionOptions } from '../runtime/ort'
import { embeddingWindow, type EmbeddingWindow } from '../prompt/embeddingWindow'
import type { ModelSpace } from '../prompt/modelSpace'
import { promptTensors } from '../prompt/prompt'
import { bandOrder, loadSplitDecoder, unpackMask, type ImageSide } from '../prompt/splitDecoder'
import { maskBuffers, MULTIMASKS, type PointDecoder, type PointMask } from './pointDecoder'

interface CurrentImage {
  readonly space: ModelSpace
  readonly window: EmbeddingWindow
  readonly order: Int32Array
  readonly image: ImageSide
}

/**
 * The saving way: masks are only made where the predicted IoU is high enough, and only for the part of the input that
 * the image covers.
 */
export async function splitPointDecoder(
  paths: SplitDecoderPaths,
  options: SessionOptions
): Promise<PointDecoder> {
  const decoder = await loadSplitDecoder(paths, options)
  const buffers = maskBuffers()
  let current: CurrentImage | undefined
  return {
    async setImage(embedding, space) {
      const window = embeddingWindow(space)
      current = { space, window, order: bandOrder(window), image: await decoder.imageSide(embedding) }
    },
    async decode(x, y, iouThreshold) {
      if (!current) throw new Error('setImage was not called')
      const { image, space, window, order } = current
      const prompt = promptTensors({ points: [{ x, y, label: 1 }] }, space)
      const output = await decoder.decode(image, prompt, multimaskThresholds(iouThreshold), window)
      const scores = output.scores.subarray(MULTIMASKS[0], MULTIMASKS[2] + 1)
      const masks: PointMask[] = []
      scores.forEach((score, index) => {
        const logits = buffers[masks.length]
        if (!(score > iouThreshold) || !logits) return
        unpackMask(output, masks.length, window, order, logits)
        masks.push({ index, logits })
      })
      return { scores, masks }
    },
    release: () => decoder.release()
  }
}

/** Never the single-mask token's. */
function multimaskThresholds(threshold: number): Float32Array<ArrayBuffer> {
  return Float32Array.of(Number.POSITIVE_INFINITY, threshold, threshold, threshold)
}
