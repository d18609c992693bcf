import { refusalOf, refusals } from '@shared/schema/capabilities'
import { EngineError } from '@shared/engineError'
import type { ModelManifest } from '../../models/manifest'
import type { Prompt } from '../promptTypes'

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
