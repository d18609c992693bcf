import type { FoundBox } from '@shared/autoAnnotate/differences'
import { maskShape } from '@shared/mask/maskData'
import type { ImageId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import type { Prompt } from '@shared/schema/prompt'
import type { EditorServices } from '../services'
import type { NewObject } from './objectCommands'

/**
 * The object in a box that a detector found, outlined by SAM; the box itself where SAM sees nothing in it. It has the
 * class that was found where that is one of `labels`.
 * @throws ProblemError when SAM cannot answer
 */
export async function outlineFound(
  image: ImageId,
  { box, score, labelId }: FoundBox,
  labels: readonly Label[],
  services: Pick<EditorServices, 'predict'>
): Promise<NewObject> {
  const { x, y, width, height } = box
  const prompt: Prompt = { points: [], box: [x, y, x + width, y + height] }
  const { selected, modelId } = await services.predict({ image, stream: 'prompt', prompt, previous: null })
  const outlined = selected.area > 0
  return {
    shape: outlined ? maskShape(selected.mask) : { kind: 'rect', x, y, width, height },
    source: 'detector',
    modelId,
    score,
    prompt: { points: [], box: [x, y, x + width, y + height] },
    rawMask: outlined ? selected.mask : null,
    ...(labels.some(({ id }) => id === labelId) && { labelId })
  }
}
