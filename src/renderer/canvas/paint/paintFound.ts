import { imagePoint, toView } from '@shared/geometry/spaces'
import type { EditorState } from '../../editor/editorState'
import { labelColor, marks } from './colors'
import { paintTag } from './paintTag'

/** What a model found and is no object: a dashed box with its class and score. */
export function paintFound(context: CanvasRenderingContext2D, state: EditorState): void {
  const { camera, found, labels } = state
  if (!camera || !found) return
  const { box, labelId, score } = found
  const color = labelColor(labels, labelId)
  const at = toView(camera, imagePoint(box.x, box.y))
  const sides = [at.x, at.y, box.width * camera.zoom, box.height * camera.zoom] as const
  context.lineWidth = 4
  context.strokeStyle = marks.light
  context.strokeRect(...sides)
  context.lineWidth = 2
  context.strokeStyle = color
  context.setLineDash([7, 5])
  context.strokeRect(...sides)
  context.setLineDash([])
  const name = labels.find(({ id }) => id === labelId)?.name ?? '–'
  paintTag(context, at, `${name} ${Math.round(score * 100)}%`, color)
}
