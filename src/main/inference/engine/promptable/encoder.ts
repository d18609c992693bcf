import type { PromptableModel } from '../model/modelFiles'
import { createSession, type FloatTensor, type SessionOptions } from '../runtime/ort'
import { inputSpec } from '../sam/inputSpec'
import { preprocess } from '../sam/preprocess'
import type { PromptableEncoder } from './promptable'

/** Loads a model's encoder. Families differ in what its manifest says only. */
export async function loadEncoder(
  { manifest, files }: PromptableModel,
  options: SessionOptions
): Promise<PromptableEncoder> {
  const session = await createSession(files.encoderPath, options)
  const { input, outputs } = manifest.encoder
  const spec = inputSpec(manifest)
  return {
    provider: session.provider,
    fallback: session.fallback,
    async encode(image) {
      const start = performance.now()
      const { tensor } = preprocess(image, spec)
      const prepared = performance.now()
      const results = await session.run(
        { [input.name]: tensor },
        outputs.map(({ name }) => name)
      )
      const tensors = outputs.map(({ name, as }): [string, FloatTensor] => {
        const result = results[name]
        if (!result) throw new TypeError(`The encoder gave no output "${name}"`)
        return [as, result]
      })
      return {
        tensors: Object.fromEntries(tensors),
        preprocess_ms: prepared - start,
        encode_ms: performance.now() - prepared
      }
    },
    release: () => session.release()
  }
}
