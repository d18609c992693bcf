import type { ModelManifest } from '../model/manifest'
import { createSession, type FloatTensor, type SessionOptions } from '../runtime/ort'
import type { PromptTensors } from './prompt'

/** Side of the decoder's masks, in low-resolution pixels. */
export const LOW_RES = 256

/** Low-resolution pixels of one mask. */
export const LOW_RES_AREA = LOW_RES * LOW_RES

/** The decoder's answer to one prompt. */
export interface DecoderOutput {
  /** float32[4, 256, 256]: above 0 is object; covers the whole padded input. */
  readonly logits: Float32Array<ArrayBuffer>
  /** float32[4]: predicted IoU. */
  readonly scores: Float32Array<ArrayBuffer>
}

/** Turns an embedding and a prompt into masks. */
export interface MaskDecoder {
  readonly provider: string
  /**
   * @param embedding float32[1, 256, 64, 64].
   * @param previous float32[256, 256]: the logits of the mask to refine.
   */
  decode(
    embedding: FloatTensor,
    prompt: PromptTensors,
    previous?: Float32Array<ArrayBuffer>
  ): Promise<DecoderOutput>
  release(): Promise<void>
}

const OUTPUTS = ['low_res_masks', 'iou_predictions'] as const

/**
 * Loads the decoder of a verified model: the variant that gives all four masks at low resolution.
 * @throws TypeError when the model lacks one of the outputs.
 */
export async function loadDecoder(
  path: string,
  manifest: ModelManifest,
  options: SessionOptions
): Promise<MaskDecoder> {
  const session = await createSession(path, options)
  for (const name of OUTPUTS) {
    if (!session.outputNames.includes(name))
      throw new TypeError(`The decoder of ${manifest.id} lacks "${name}"`)
  }
  const noMask = new Float32Array(LOW_RES_AREA)
  return {
    provider: session.provider,
    async decode(embedding, prompt, previous) {
      const outputs = await session.run(
        {
          image_embeddings: embedding,
          point_coords: prompt.coords,
          point_labels: prompt.labels,
          mask_input: { data: previous ?? noMask, dims: [1, 1, LOW_RES, LOW_RES] },
          has_mask_input: { data: Float32Array.of(previous ? 1 : 0), dims: [1] }
        },
        OUTPUTS
      )
      return { logits: outputs.low_res_masks.data, scores: outputs.iou_predictions.data }
    },
    release: () => session.release()
  }
}
