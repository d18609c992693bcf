import type { OnnxFile } from '../../models/onnx/onnxFile'
import { refusalOf, refusals } from '@shared/schema/capabilities'
import { EngineError } from '@shared/engineError'
import type { ModelManifest } from '../../models/manifest'
import type { Prompt } from '../promptTypes'

/** Which part of a promptable model a file is. */
export type PromptableRole = 'encoder' | 'decoder'

const CHANNELS = 256

/** The part of a promptable model that a file is, of whichever family; undefined for other models. */
export function promptableRole({ inputs, outputs }: OnnxFile): PromptableRole | undefined {
  if (inputs.some(({ name }) => /(^|_)point_coords$|^input_points$/.test(name))) return 'decoder'
  const isImage = inputs.length === 1 && [3, 4].includes(inputs[0]?.shape.length ?? 0)
  const isEmbedding = outputs.some(({ shape: [, channels], shape }) => {
    return shape.length === 4 && (channels === CHANNELS || typeof channels === 'string')
  })
  return isImage && isEmbedding ? 'encoder' : undefined
}

/**
 * Refuses what a model does not understand.
 * @throws EngineError prompt-unsupported
 */
export function checkPrompt(
  prompt: Pick<Prompt, 'points' | 'box'>,
  { name, capabilities }: Pick<ModelManifest, 'name' | 'capabilities'>
): void {
  const reason = refusalOf(prompt, capabilities)
  if (reason === null) return
  const message = `${name} cannot use this prompt: ${refusals[reason]}`
  throw new EngineError('prompt-unsupported', message, { model: name, reason })
}
