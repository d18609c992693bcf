import type { ViewPoint } from '@shared/geometry/spaces'
import { marks } from './colors'

/** CSS pixels. */
const height = 18
const padding = 6

/** A short text on a coloured ground, whose lower left corner is at a place of the view. */
export function paintTag(
  context: CanvasRenderingContext2D,
  at: ViewPoint,
  text: string,
  color: string
): void {
  context.font = '600 12px system-ui, sans-serif'
  context.textBaseline = 'middle'
  const width = context.measureText(text).width + 2 * padding
  // Where the top of the view would cut it off it lies below.
  const top = at.y - height < 0 ? at.y : at.y - height
  context.fillStyle = marks.light
  context.fillRect(at.x - 1, top - 1, width + 2, height + 2)
  context.fillStyle = color
  context.fillRect(at.x, top, width, height)
  context.fillStyle = marks.light
  context.fillText(text, at.x + padding, top + height / 2 + 0.5)
}
