import { EngineError } from '@shared/engineError'
import type { Prompt } from './promptTypes'
import type { FloatTensor } from '../runtime/ort'
import type { ModelSpace } from './modelSpace'

/** Labels of the decoder's points: what a coordinate means. */
export const PADDING = -1
const BOX_TOP_LEFT = 2
const BOX_BOTTOM_RIGHT = 3

/** A prompt in the decoder's terms, for one prompt (B = 1). */
export interface PromptTensors {
  /** float32[1, N, 2]: x, y in pixels of the resized image. */
  readonly coords: FloatTensor
  /** float32[1, N]: 1 object, 0 background, 2 and 3 corners of a box, −1 padding. */
  readonly labels: FloatTensor
  /** N, padding included: what the choice among the masks depends on. */
  readonly count: number
}

/**
 * Points and box as the official export wants them: the points first, then the box's two corners, or one padding
 * point when there is no box. Coordinates are scaled by the ratio of the resized to the original side.
 * @throws EngineError bad-prompt when there is neither a point nor a box, or a coordinate is no number.
 */
export function promptTensors(prompt: Prompt, space: ModelSpace): PromptTensors {
  const { points, box } = prompt
  if (points.length === 0 && !box) throw new EngineError('bad-prompt', 'A prompt needs a point or a box')
  const entries: [x: number, y: number, label: number][] = points.map(({ x, y, label }) => [x, y, label])
  if (box) {
    entries.push([box[0], box[1], BOX_TOP_LEFT], [box[2], box[3], BOX_BOTTOM_RIGHT])
  }
  if (!entries.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) {
    throw new EngineError('bad-prompt', 'A coordinate of the prompt is not a number')
  }
  const scaleX = space.width / space.imageWidth
  const scaleY = space.height / space.imageHeight
  const scaled = entries.map(([x, y, label]) => [x * scaleX, y * scaleY, label] as const)
  if (!box) scaled.push([0, 0, PADDING])
  const count = scaled.length
  return {
    coords: { data: Float32Array.from(scaled.flatMap(([x, y]) => [x, y])), dims: [1, count, 2] },
    labels: { data: Float32Array.from(scaled, ([, , label]) => label), dims: [1, count] },
    count
  }
}
