import { EngineError } from '@shared/engineError'
import type { Prompt, Prompts } from './types'

/** Whether a call prompts one object: it has a box, a mask, or ungrouped points. */
export function isOneObject(prompt: Prompt | Prompts): prompt is Prompt {
  if ('box' in prompt || 'mask' in prompt) return true
  const [first] = prompt.points ?? []
  return first !== undefined && typeof first[0] === 'number'
}

/**
 * Groups the prompts of a call into objects; empty without a prompt.
 * @throws EngineError bad-prompt if the numbers of boxes, points and labels do not match
 */
export function objectsOf({ bboxes, points, labels }: Prompts): readonly Prompt[] {
  if (labels && labels.length !== points?.length) {
    throw new EngineError(
      'bad-prompt',
      `Got ${points?.length ?? 0} groups of points but ${labels.length} groups of labels`
    )
  }
  if (bboxes && points && bboxes.length !== points.length) {
    throw new EngineError('bad-prompt', `Got ${bboxes.length} boxes but ${points.length} groups of points`)
  }
  const count = bboxes?.length ?? points?.length ?? 0
  return Array.from({ length: count }, (_, i): Prompt => {
    const [box, group, marks] = [bboxes?.[i], points?.[i], labels?.[i]]
    return { points: group ?? [], ...(marks && { labels: marks }), ...(box && { box }) }
  })
}
