import { EngineError } from '../errors'
import type { ModelManifest } from '../model/manifest'
import type { Prompt } from '../protocol'

/** What of a prompt a model may not understand; the interface has words for each. */
const reasons = {
  'no-background': 'it knows no clicks on the background',
  'no-boxes': 'it knows no boxes',
  'too-many-points': 'it takes fewer points'
} as const
type Reason = keyof typeof reasons

/**
 * Refuses what a model does not understand: to leave it out would give a mask that nobody asked for.
 * @throws EngineError prompt-unsupported
 */
export function checkPrompt(
  { points, box }: Pick<Prompt, 'points' | 'box'>,
  { name, capabilities }: Pick<ModelManifest, 'name' | 'capabilities'>
): void {
  const { maxPoints = Number.POSITIVE_INFINITY } = capabilities
  const background = points.some(({ label }) => label === 0)
  if (box && !capabilities.box) throw unsupported(name, 'no-boxes')
  if (background && !capabilities.background) throw unsupported(name, 'no-background')
  // A box without clicks is two points of its own, and needs no padding.
  const boxOnly = box && points.length === 0
  if (!boxOnly && points.length + (box ? 2 : 0) > maxPoints) throw unsupported(name, 'too-many-points')
}

function unsupported(model: string, reason: Reason): EngineError {
  const message = `${model} cannot use this prompt: ${reasons[reason]}`
  return new EngineError('prompt-unsupported', message, { model, reason })
}
