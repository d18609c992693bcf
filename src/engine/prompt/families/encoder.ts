import type { PromptableModel } from '../../models/modelFiles'
import type { FloatTensor, SessionOptions } from '../../runtime/ort'
import { inputSpec } from '../inputSpec'
import { preprocess } from '../preprocess'
import { openNetwork } from './network'
import type { PromptableEncoder } from './promptable'

/**
 * Loads a model's encoder. Families differ in what its manifest says only.
 * @throws EngineError model-failed, model-out-of-memory
 */
export async function loadEncoder(
  { manifest, files }: PromptableModel,
  options: SessionOptions
): Promise<PromptableEncoder> {
  const { input, outputs } = manifest.encoder
  const names = outputs.map(({ name }) => name)
  const network = await openNetwork(files.encoderPath, names, options)
  const spec = inputSpec(manifest)
  return {
    provider: network.provider,
    fallback: network.fallback,
    async encode(image) {
      const start = performance.now()
      const { tensor } = preprocess(image, spec)
      const prepared = performance.now()
      const results = await network.run({ [input.name]: tensor }, names, names)
      const encode_ms = performance.now() - prepared
      const tensors = outputs.flatMap(({ name, as, firstLayer = false }): [string, FloatTensor][] => {
        const result = results[name]
        return result ? [[as, firstLayer ? firstOf(result) : result]] : []
      })
      return { tensors: Object.fromEntries(tensors), preprocess_ms: prepared - start, encode_ms }
    },
    release: () => network.release()
  }
}

/** The first of several layers, [layers, 1, height, width, channels] or one, as float32[1, height, width, channels]. */
function firstOf({ data, dims }: FloatTensor): FloatTensor {
  const layer = dims.slice(-4)
  return {
    data: data.slice(
      0,
      layer.reduce((product, size) => product * size, 1)
    ),
    dims: layer
  }
}
