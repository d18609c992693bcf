import type { PromptableModel } from '../../models/modelFiles'
import type { FloatTensor, SessionOptions } from '../../runtime/ort'
import { LOW_RES } from '../lowRes'
import { families } from './families'
import type { DecoderSignature } from './family'
import { openNetwork } from './network'
import type { PromptableDecoder, Tensors } from './promptable'
import { resizeLogits } from './resizeLogits'

/**
 * Loads a model's whole decoder.
 * @throws EngineError model-failed, model-out-of-memory
 */
export async function loadDecoder(
  { manifest, files }: PromptableModel,
  options: SessionOptions
): Promise<PromptableDecoder> {
  const signature = families[manifest.family].signature(manifest.decoder)
  const { masks, scores } = signature
  const network = await openNetwork(files.decoderPath, [masks, scores], options)
  const whole = once(signature.complete)
  return {
    provider: network.provider,
    fallback: network.fallback,
    prepare: () => Promise.resolve(),
    async decode(embedding, prompt, previous) {
      const refined = manifest.capabilities.refine ? previous : undefined
      const fed = { ...whole(embedding), ...signature.feeds(prompt, refined) }
      const outputs = await network.run(fed, [masks, scores], [scores])
      const [logits, predicted] = [outputs[masks], outputs[scores]]
      if (!logits || !predicted) throw new TypeError(`The decoder of ${manifest.id} gave nothing`)
      return { logits: lowRes(logits), scores: predicted.data }
    },
    release: () => network.release()
  }
}

/** Completes an embedding for its first prompt, and gives the same for those that follow. */
function once(complete: DecoderSignature['complete']): (embedding: Tensors) => Tensors {
  if (!complete) return (embedding) => embedding
  let last: { readonly embedding: Tensors; readonly completed: Tensors } | undefined
  return (embedding) => {
    if (last?.embedding !== embedding) last = { embedding, completed: complete(embedding) }
    return last.completed
  }
}

/** Masks of any size as float32[masks, 256, 256]; nearly all decoders give just these. */
function lowRes({ data, dims }: FloatTensor): Float32Array<ArrayBuffer> {
  const [height = 0, width = 0] = dims.slice(-2)
  return width === LOW_RES && height === LOW_RES ? data : resizeLogits(data, width, height, LOW_RES)
}
