import type { Annotation } from '@shared/schema/annotation'
import type { EditorState } from '../../editor/editorState'
import { visibleObjects } from '../../editor/objects/picking'
import { fillPath, inImage, isInView, strokePath } from './brushes'
import { labelColor } from './colors'
import { replacedObject } from './replaced'
import { shapePicture } from './shapePictures'

const fillAlpha = { mask: 0.38, polygon: 0.28, rect: 0.1 } as const
const outlineWidth = 1.5
/** As many pixels filled cost as much as a point of an outline. */
const pixelsPerPoint = 75

/**
 * The objects that lie still, bottom first. What it costs comes back, in points of outlines: a clock would not tell,
 * since the browser draws later.
 */
export function paintStill(context: CanvasRenderingContext2D, state: EditorState): number {
  return paint(context, state, ({ id }) => !state.lifted.has(id))
}

/** The objects that a gesture is changing, bottom first. */
export function paintLifted(context: CanvasRenderingContext2D, state: EditorState): void {
  if (state.lifted.size > 0) paint(context, state, ({ id }) => state.lifted.has(id))
}

function paint(
  context: CanvasRenderingContext2D,
  state: EditorState,
  wanted: (object: Annotation) => boolean
): number {
  const { camera, labels, viewSize, display } = state
  if (!camera) return 0
  const { zoom } = camera
  const painted = replacedObject(state)
  let cost = 0
  inImage(context, camera, () => {
    for (const object of visibleObjects(state)) {
      const picture = object.id === painted || !wanted(object) ? null : shapePicture(object.shape)
      if (!picture || !isInView(picture.bounds, camera, viewSize)) continue
      const color = labelColor(labels, object.labelId)
      const { path, points } = picture.outline(zoom)
      fillPath(context, path, color, Math.min(1, fillAlpha[object.shape.kind] * display.fill))
      strokePath(context, path, color, outlineWidth, zoom)
      cost += points + (picture.bounds.width * picture.bounds.height * zoom * zoom) / pixelsPerPoint
    }
  })
  return cost
}
