import type { EditorState } from '../../editor/editorState'
import { marks } from './colors'

/** The brush as it would paint, around the pointer. */
export function paintBrushRing(context: CanvasRenderingContext2D, state: EditorState): void {
  const { camera, pointer, brushRadius, brushMode, cursor } = state
  if (!camera || !pointer || cursor !== 'none') return
  const radius = Math.max(brushRadius * camera.zoom, 1.5)
  const ring = (color: string, width: number): void => {
    context.beginPath()
    context.arc(pointer.x, pointer.y, radius, 0, 2 * Math.PI)
    context.lineWidth = width
    context.strokeStyle = color
    context.stroke()
  }
  ring(marks.light, 3)
  ring(marks.dark, 1.25)
  if (brushMode === 'eraser') {
    context.fillStyle = marks.light
    context.fillRect(pointer.x - 5, pointer.y - 2, 10, 4)
    context.fillStyle = marks.dark
    context.fillRect(pointer.x - 4, pointer.y - 1, 8, 2)
  }
}
