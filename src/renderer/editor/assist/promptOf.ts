import { boxContains } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { Prompt } from '@shared/schema/prompt'

/**
 * What SAM is asked to outline an object anew: the prompt that it came from, as long as the object still lies there,
 * else the box around it. Null when the object has no extent.
 */
export function promptOf({ prompt, shape }: Pick<Annotation, 'prompt' | 'shape'>): Prompt | null {
  const bounds = shapeBounds(shape)
  if (!bounds || bounds.width <= 0 || bounds.height <= 0) return null
  const { x, y, width, height } = bounds
  if (prompt) {
    const wanted = prompt.points.filter(({ label }) => label === 1)
    const [left, top, right, bottom] = prompt.box ?? [x, y, x + width, y + height]
    const stillThere =
      wanted.every((point) => boxContains(bounds, point)) &&
      boxContains(bounds, { x: (left + right) / 2, y: (top + bottom) / 2 })
    if (stillThere) return prompt
  }
  return { points: [], box: [x, y, x + width, y + height] }
}
