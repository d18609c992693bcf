import type { EditorState } from '../../editor/editorState'
import { marks } from './colors'

/** Whether the next press begins a box: not over a handle, and not while one is drawn, whose sides show as much. */
export function hasGuides({ path, cursor }: EditorState): boolean {
  return (path === 'box.idle' || path === 'rectangle.idle') && cursor === 'crosshair'
}

/** Lines through the pointer over the whole canvas, so that a box begins right at the edges of an object. */
export function paintGuides(context: CanvasRenderingContext2D, state: EditorState): void {
  const { pointer, viewSize } = state
  if (!pointer || !hasGuides(state)) return
  // On the middle of a pixel a line is one pixel wide.
  const [x, y] = [Math.floor(pointer.x) + 0.5, Math.floor(pointer.y) + 0.5]
  context.save()
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(0, y)
  context.lineTo(viewSize.width, y)
  context.moveTo(x, 0)
  context.lineTo(x, viewSize.height)
  // White between black is seen on any photograph.
  context.globalAlpha = 0.75
  context.strokeStyle = marks.dark
  context.stroke()
  context.setLineDash([4, 4])
  context.strokeStyle = marks.light
  context.stroke()
  context.restore()
}
