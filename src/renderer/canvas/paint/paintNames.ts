import { imagePoint, toView, type Camera } from '@shared/geometry/spaces'
import type { Annotation } from '@shared/schema/annotation'
import type { EditorState } from '../../editor/editorState'
import type { PointerState } from '../../editor/pointerState'
import { visibleObjects } from '../../editor/objects/picking'
import { isInView } from './brushes'
import { labelColor, marks, rgbOf } from './colors'
import { shapePicture } from './shapePictures'

const font = '11px system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
const height = 16
const padding = 4
/** Longer names are cut off, in signs. */
const longest = 28
/** A name may be this wide on screen, however small its object. */
const shortest = 56
/** Objects smaller than this on screen show no name, which would hide them. */
const smallest = 14
/** What a name costs to paint, in points of an outline. */
const cost = 25

/** The names of the classes of objects that lie still, where they are wanted; what it costs, as `paintStill` says. */
export function paintNames(context: CanvasRenderingContext2D, state: EditorState): number {
  if (!state.namesVisible) return 0
  return paint(context, state, ({ id }) => !state.lifted.has(id), smallest)
}

/** The name of what is under the pointer, and those of what a gesture moves. */
export function paintHoveredName(
  context: CanvasRenderingContext2D,
  state: EditorState,
  { hovered }: PointerState
): void {
  const { lifted, namesVisible } = state
  if (hovered === null && lifted.size === 0) return
  paint(context, state, ({ id }) => id === hovered || (namesVisible && lifted.has(id)), 0)
}

function paint(
  context: CanvasRenderingContext2D,
  state: EditorState,
  wanted: (object: Annotation) => boolean,
  least: number
): number {
  const { camera, labels, viewSize } = state
  if (!camera) return 0
  const names = new Map(labels.map(({ id, name }) => [id, shortened(name)]))
  context.font = font
  context.textBaseline = 'middle'
  let sum = 0
  for (const object of visibleObjects(state)) {
    const name = names.get(object.labelId)
    const bounds = name === undefined || !wanted(object) ? null : shapePicture(object.shape)?.bounds
    if (name === undefined || !bounds || !isInView(bounds, camera, viewSize)) continue
    if (Math.max(bounds.width, bounds.height) * camera.zoom < least) continue
    // Where all have names, those of small objects side by side would hide each other.
    const room = least > 0 ? Math.max(shortest, bounds.width * camera.zoom) : Infinity
    paintTag(context, fitted(context, name, room), labelColor(labels, object.labelId), place(bounds, camera))
    sum += cost
  }
  return sum
}

/** Above the object's upper left corner, or inside where there is no room above or to the left. */
function place(bounds: { readonly x: number; readonly y: number }, camera: Camera): { x: number; y: number } {
  const { x, y } = toView(camera, imagePoint(bounds.x, bounds.y))
  return { x: Math.max(0, x), y: Math.max(0, y - height - 2) }
}

function paintTag(
  context: CanvasRenderingContext2D,
  name: string,
  color: string,
  { x, y }: { readonly x: number; readonly y: number }
): void {
  const width = context.measureText(name).width + 2 * padding
  context.fillStyle = color
  context.fillRect(x, y, width, height)
  context.fillStyle = isLight(color) ? marks.dark : marks.light
  context.fillText(name, x + padding, y + height / 2 + 0.5)
}

/** As much of a name as there is room for. */
function fitted(context: CanvasRenderingContext2D, name: string, room: number): string {
  const width = context.measureText(name).width + 2 * padding
  if (width <= room) return name
  return `${name.slice(0, Math.max(2, Math.floor((name.length * room) / width) - 1))}…`
}

const shortened = (name: string): string => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name)

/** Whether dark writing is read better on a colour than white writing. */
function isLight(color: string): boolean {
  const [red, green, blue] = rgbOf(color)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140
}
