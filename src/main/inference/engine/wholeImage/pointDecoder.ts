import { loadDecoder, LOW_RES_AREA, type MaskDecoder } from '../sam/decoder'
import type { ModelManifest } from '../model/manifest'
import type { FloatTensor, SessionOptions } from '../runtime/ort'
import type { ModelSpace } from '../sam/modelSpace'
import { promptTensors } from '../sam/prompt'
import { candidateLogits } from '../sam/results'

/** The masks of multimask output, by their number in the decoder's scores: whole, part, subpart. */
export const MULTIMASKS = [1, 2, 3] as const

/** One of a point's three masks. */
export interface PointMask {
  /** 0 to 2. */
  readonly index: number
  /** float32[256, 256]; only what lies inside the image is meaningful. Valid until the next decode. */
  readonly logits: Float32Array
}

/** What the decoder says about a point. */
export interface PointResult {
  /** float32[3]: predicted IoU. */
  readonly scores: Float32Array
  /** The masks with a score above the threshold. */
  readonly masks: readonly PointMask[]
}

/** Decodes single points of one image after the other. */
export interface PointDecoder {
  /** @param embedding float32[1, 256, 64, 64] */
  setImage(embedding: FloatTensor, space: ModelSpace): Promise<void>
  /** A click at (x, y) in pixels of the image; masks with a predicted IoU up to the threshold are left out. */
  decode(x: number, y: number, iouThreshold: number): Promise<PointResult>
  release(): Promise<void>
}

/** The plain way: the whole decoder for each point. Whatever is not wanted is thrown away. */
export async function wholePointDecoder(
  path: string,
  manifest: ModelManifest,
  options: SessionOptions
): Promise<PointDecoder> {
  const decoder: MaskDecoder = await loadDecoder(path, manifest, options)
  let image: { readonly embedding: FloatTensor; readonly space: ModelSpace } | undefined
  return {
    setImage(embedding, space) {
      image = { embedding, space }
      return Promise.resolve()
    },
    async decode(x, y, iouThreshold) {
      if (!image) throw new Error('setImage was not called')
      const prompt = promptTensors({ points: [{ x, y, label: 1 }] }, image.space)
      const { logits, scores } = await decoder.decode(image.embedding, prompt)
      const masks = MULTIMASKS.flatMap((mask, index): PointMask[] => {
        return (scores[mask] ?? 0) > iouThreshold ? [{ index, logits: candidateLogits(logits, mask) }] : []
      })
      return { scores: scores.subarray(MULTIMASKS[0], MULTIMASKS[2] + 1), masks }
    },
    release: () => decoder.release()
  }
}

/** Room for the masks of one point: three of float32[256, 256], used again and again. */
export function maskBuffers(): readonly Float32Array[] {
  return MULTIMASKS.map(() => new Float32Array(LOW_RES_AREA))
}
