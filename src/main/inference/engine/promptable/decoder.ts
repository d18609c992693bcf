import type { PromptableModel } from '../model/modelFiles'
import { createSession, type FloatTensor, type SessionOptions } from '../runtime/ort'
import { LOW_RES } from '../sam/lowRes'
import { families } from './families'
import type { PromptableDecoder } from './promptable'
import { resizeLogits } from './resizeLogits'

/**
 * Loads a model's whole decoder.
 * @throws TypeError when the model lacks one of the outputs.
 */
export async function loadDecoder(
  { manifest, files }: PromptableModel,
  options: SessionOptions
): Promise<PromptableDecoder> {
  const session = await createSession(files.decoderPath, options)
  const signature = families[manifest.family].signature(manifest.decoder)
  const { masks, scores } = signature
  for (const name of [masks, scores]) {
    if (!session.outputNames.includes(name)) {
      throw new TypeError(`The decoder of ${manifest.id} lacks "${name}"`)
    }
  }
  return {
    provider: session.provider,
    fallback: session.fallback,
    prepare: () => Promise.resolve(),
    async decode(embedding, prompt, previous) {
      const refined = manifest.capabilities.refine ? previous : undefined
      const fed = { ...embedding, ...signature.feeds(prompt, refined) }
      const outputs = await session.run(fed, [masks, scores])
      const [logits, predicted] = [outputs[masks], outputs[scores]]
      if (!logits || !predicted) throw new TypeError(`The decoder of ${manifest.id} gave nothing`)
      return { logits: lowRes(logits), scores: predicted.data }
    },
    release: () => session.release()
  }
}

/** Masks of any size as float32[masks, 256, 256]; nearly all decoders give just these. */
function lowRes({ data, dims }: FloatTensor): Float32Array<ArrayBuffer> {
  const [height = 0, width = 0] = dims.slice(-2)
  return width === LOW_RES && height === LOW_RES ? data : resizeLogits(data, width, height, LOW_RES)
}
