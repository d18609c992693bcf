import type { PromptableModel } from '../models/modelFiles'
import { loadDecoder } from '../prompt/families/decoder'
import type { Tensors } from '../prompt/families/promptable'
import type { SessionOptions } from '../runtime/ort'
import { LOW_RES_AREA } from '../prompt/lowRes'
import type { ModelSpace } from '../prompt/modelSpace'
import { promptTensors } from '../prompt/prompt'
import { candidateLogits } from '../prompt/results'
import { firstOfMany } from '../prompt/select'

/** The masks of multimask output, by their number in the decoder's scores: whole, part, subpart. */
export const MULTIMASKS = [1, 2, 3] as const

/** One of a point's masks: three, or as many as the model gives. */
export interface PointMask {
  /** 0 to 2. */
  readonly index: number
  /** float32[256, 256]; only what lies inside the image is meaningful. Valid until the next decode. */
  readonly logits: Float32Array
}

/** What the decoder says about a point. */
interface PointResult {
  /** Predicted IoU of each. */
  readonly scores: Float32Array
  /** The masks with a score above the threshold. */
  readonly masks: readonly PointMask[]
}

/** Decodes single points of one image after the other. */
export interface PointDecoder {
  setImage(embedding: Tensors, space: ModelSpace): Promise<void>
  /** A click at (x, y) in pixels of the image; masks with a predicted IoU up to the threshold are left out. */
  decode(x: number, y: number, iouThreshold: number): Promise<PointResult>
  release(): Promise<void>
}

/** The plain way: the whole decoder for each point. Whatever is not wanted is thrown away. */
export async function wholePointDecoder(
  model: PromptableModel,
  options: SessionOptions
): Promise<PointDecoder> {
  const decoder = await loadDecoder(model, options)
  let image: { readonly embedding: Tensors; readonly space: ModelSpace } | undefined
  return {
    setImage(embedding, space) {
      image = { embedding, space }
      return Promise.resolve()
    },
    async decode(x, y, iouThreshold) {
      if (!image) throw new Error('setImage was not called')
      const prompt = promptTensors({ points: [{ x, y, label: 1 }] }, image.space)
      const { logits, scores } = await decoder.decode(image.embedding, prompt)
      const first = firstOfMany(scores.length)
      const wanted = scores.subarray(first)
      const masks = Array.from(wanted).flatMap((score, index): PointMask[] => {
        return score > iouThreshold ? [{ index, logits: candidateLogits(logits, first + index) }] : []
      })
      return { scores: wanted, masks }
    },
    release: () => decoder.release()
  }
}

/** Room for the masks of one point: three of float32[256, 256], used again and again. */
export function maskBuffers(): readonly Float32Array[] {
  return MULTIMASKS.map(() => new Float32Array(LOW_RES_AREA))
}
