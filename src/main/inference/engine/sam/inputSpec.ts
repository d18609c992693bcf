import type { ModelManifest } from '../model/manifest'
import type { InputSpec } from './preprocess'

/** What `preprocess` needs from a manifest. */
export function inputSpec({ inputSize, normalisation }: ModelManifest): InputSpec {
  return { inputSize, mean: normalisation.mean, std: normalisation.std }
}
