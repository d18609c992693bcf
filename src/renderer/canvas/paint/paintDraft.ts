import { imagePoint, toView, viewPoint, type Camera } from '@shared/geometry/spaces'
import type { RectShape } from '@shared/schema/shape'
import type { Draft, EditorState } from '../../editor/editorState'
import { inImage, paintDisc } from './brushes'
import { labelColor, marks } from './colors'
import { paintTag } from './paintTag'
import type { StrokeBitmap } from './strokeBitmap'

/** What is being drawn and is no object yet. */
export function paintDraft(
  context: CanvasRenderingContext2D,
  state: EditorState,
  stroke: StrokeBitmap
): void {
  const { camera, draft, labels, currentLabel } = state
  if (!camera || !draft) return
  switch (draft.kind) {
    case 'marquee':
      paintRect(context, camera, draft.rect, marks.accent)
      break
    case 'rect':
      paintRect(context, camera, draft.rect, labelColor(labels, currentLabel))
      break
    case 'lasso':
      paintLasso(context, camera, draft)
      break
    case 'polygon':
      paintPolygon(context, camera, draft, labelColor(labels, currentLabel))
      break
    case 'stroke':
      paintStroke(context, camera, stroke, labelColor(labels, draft.labelId))
  }
}

function paintRect(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { x, y, width, height }: RectShape,
  color: string
): void {
  const at = toView(camera, imagePoint(x, y))
  const box = [at.x, at.y, width * camera.zoom, height * camera.zoom] as const
  context.fillStyle = color
  context.globalAlpha = 0.12
  context.fillRect(...box)
  context.globalAlpha = 1
  context.lineWidth = 3
  context.strokeStyle = marks.light
  context.strokeRect(...box)
  context.lineWidth = 1.5
  context.strokeStyle = color
  context.strokeRect(...box)
}

/** A closed dashed line around what lies inside, and how many letting go adopts. */
function paintLasso(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { points, enclosed }: Extract<Draft, { kind: 'lasso' }>
): void {
  context.beginPath()
  for (const point of points) {
    const { x, y } = toView(camera, point)
    context.lineTo(x, y)
  }
  context.closePath()
  context.fillStyle = marks.accent
  context.globalAlpha = 0.12
  context.fill()
  context.globalAlpha = 1
  context.lineWidth = 3
  context.strokeStyle = marks.light
  context.stroke()
  context.lineWidth = 1.5
  context.strokeStyle = marks.accent
  context.setLineDash([6, 4])
  context.stroke()
  context.setLineDash([])
  const end = points.at(-1)
  if (!end) return
  const { x, y } = toView(camera, end)
  paintTag(context, viewPoint(x + 14, y - 8), String(enclosed.length), marks.accent)
}

function paintPolygon(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { points, cursor, closing }: Extract<Draft, { kind: 'polygon' }>,
  color: string
): void {
  const vertices = points.map((point) => toView(camera, point))
  context.beginPath()
  for (const { x, y } of vertices) context.lineTo(x, y)
  const end = closing ? vertices[0] : cursor && toView(camera, cursor)
  if (end) context.lineTo(end.x, end.y)
  context.fillStyle = color
  context.globalAlpha = 0.15
  context.fill()
  context.globalAlpha = 1
  context.lineWidth = 3.5
  context.strokeStyle = marks.light
  context.stroke()
  context.lineWidth = 2
  context.strokeStyle = color
  context.stroke()
  vertices.forEach((vertex, i) => {
    const first = i === 0 && closing
    paintDisc(context, vertex, first ? 7 : 4, first ? color : marks.light, first ? marks.light : color)
  })
}

function paintStroke(
  context: CanvasRenderingContext2D,
  camera: Camera,
  stroke: StrokeBitmap,
  color: string
): void {
  const drawn = stroke.draw(color)
  if (!drawn) return
  inImage(context, camera, () => {
    context.globalAlpha = 0.5
    context.imageSmoothingEnabled = camera.zoom < 1
    context.drawImage(drawn.canvas, drawn.box.x, drawn.box.y)
    context.globalAlpha = 1
  })
}
