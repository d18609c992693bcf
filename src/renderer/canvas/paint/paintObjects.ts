import type { Annotation } from '@shared/schema/annotation'
import type { EditorState } from '../../editor/editorState'
import { visibleObjects } from '../../editor/objects/picking'
import { inImage, isInView, paintTint, strokePath } from './brushes'
import { labelColor } from './colors'
import { maskPicture, outlineOf } from './shapePictures'

const fillAlpha = { mask: 0.38, polygon: 0.28, rect: 0.1 } as const
const outlineWidth = 1.5

/** The objects that lie still, bottom first. */
export function paintStill(context: CanvasRenderingContext2D, state: EditorState): void {
  paint(context, state, ({ id }) => !state.lifted.has(id))
}

/** The objects that a gesture is changing, bottom first. */
export function paintLifted(context: CanvasRenderingContext2D, state: EditorState): void {
  if (state.lifted.size > 0) paint(context, state, ({ id }) => state.lifted.has(id))
}

function paint(
  context: CanvasRenderingContext2D,
  state: EditorState,
  wanted: (object: Annotation) => boolean
): void {
  const { camera, labels, draft, viewSize } = state
  if (!camera) return
  // The object that a brush works on is drawn as the stroke.
  const painted = draft?.kind === 'stroke' ? draft.target : null
  inImage(context, camera, () => {
    for (const object of visibleObjects(state)) {
      const picture = object.id === painted || !wanted(object) ? null : outlineOf(object.shape)
      if (!picture || !isInView(picture.bounds, camera, viewSize)) continue
      const color = labelColor(labels, object.labelId)
      fill(context, object, picture.outline, color, camera.zoom)
      strokePath(context, picture.outline, color, outlineWidth, camera.zoom)
    }
  })
}

function fill(
  context: CanvasRenderingContext2D,
  { shape }: Annotation,
  outline: Path2D,
  color: string,
  zoom: number
): void {
  if (shape.kind === 'mask') {
    const picture = maskPicture(shape)
    if (picture) paintTint(context, picture, color, fillAlpha.mask, zoom)
    return
  }
  context.globalAlpha = fillAlpha[shape.kind]
  context.fillStyle = color
  context.fill(outline, 'evenodd')
  context.globalAlpha = 1
}
