import { imagePoint, toView, type Camera } from '@shared/geometry/spaces'
import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import type { EditorState } from '../../editor/editorState'
import { fillPath, inImage, paintDisc, strokeOnLight } from './brushes'
import { labelColor, marks } from './colors'
import { maskPicture } from './shapePictures'

const tintAlpha = { hover: 0.3, fixed: 0.45 } as const

/** SAM's answer to the prompt so far, and the prompt. */
export function paintAssist(context: CanvasRenderingContext2D, state: EditorState): void {
  const { assist, camera, labels, currentLabel, annotations } = state
  if (!camera) return
  if (assist.accepting) {
    context.globalAlpha = 0.5
    paintPrompt(context, camera, assist.accepting.points, assist.accepting.box)
    context.globalAlpha = 1
  }
  if (assist.phase === 'none') return
  const { phase, mask, points, box } = assist
  const picture = mask && maskPicture(mask)
  if (picture) {
    const refined = assist.refining === null ? undefined : annotations.get(assist.refining)
    const color = labelColor(labels, refined?.labelId ?? currentLabel)
    inImage(context, camera, () => {
      const { path } = picture.outline(camera.zoom)
      fillPath(context, path, color, tintAlpha[phase])
      strokeOnLight(context, path, color, phase === 'fixed' ? 2 : 1, camera.zoom)
    })
  }
  // While hovering, the point is where the pointer is anyway.
  paintPrompt(context, camera, phase === 'fixed' ? points : [], box)
}

function paintPrompt(
  context: CanvasRenderingContext2D,
  camera: Camera,
  points: readonly PromptPoint[],
  box: PromptBox | null
): void {
  if (box) paintBox(context, camera, box)
  for (const point of points) paintPoint(context, camera, point)
}

function paintBox(
  context: CanvasRenderingContext2D,
  camera: Camera,
  [left, top, right, bottom]: PromptBox
): void {
  const { x, y } = toView(camera, imagePoint(left, top))
  const width = (right - left) * camera.zoom
  const height = (bottom - top) * camera.zoom
  context.lineWidth = 1.5
  context.strokeStyle = marks.dark
  context.strokeRect(x, y, width, height)
  context.setLineDash([6, 4])
  context.strokeStyle = marks.light
  context.strokeRect(x, y, width, height)
  context.setLineDash([])
}

/** Green with a plus, or red with a minus, so that colour is not all that tells them apart. */
function paintPoint(context: CanvasRenderingContext2D, camera: Camera, point: PromptPoint): void {
  const at = toView(camera, imagePoint(point.x, point.y))
  paintDisc(context, at, 6.5, point.label === 1 ? marks.add : marks.takeAway, marks.light)
  context.fillStyle = marks.light
  context.fillRect(at.x - 3.5, at.y - 0.75, 7, 1.5)
  if (point.label === 1) context.fillRect(at.x - 0.75, at.y - 3.5, 1.5, 7)
}
