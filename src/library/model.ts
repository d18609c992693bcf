import { join } from 'node:path'
import type { PromptableModel } from '../engine/models/modelFiles'
import { verifyModel } from '../engine/models/verify'
import { openModel } from '../engine/prompt/families/openModel'

/** The folder of the bundled model: in the package, relative to the built command. */
export function defaultModelDir(): string {
  return process.env['MASKWRIGHT_MODEL_DIR'] ?? join(import.meta.dirname, '../../resources/models/mobile-sam')
}

/**
 * The model given by `--model`, or the bundled one.
 * @throws EngineError model-*
 */
export function openModelOption(words: string | undefined): Promise<PromptableModel> {
  return words === undefined ? verifyModel(defaultModelDir()) : openModel(words)
}
