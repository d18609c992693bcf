import { ringsOf } from '@shared/geometry/polygon'
import { imagePoint, toView, type Camera } from '@shared/geometry/spaces'
import type { EditorState } from '../../editor/editorState'
import type { PointerState } from '../../editor/pointerState'
import {
  edgeMiddle,
  editedPolygon,
  handlePoint,
  handlesOf,
  selectionFrame,
  type PolygonAnnotation
} from '../../editor/objects/handles'
import { visibleObjects } from '../../editor/objects/picking'
import { inImage, isInView, paintDisc, strokeOnLight, strokePath } from './brushes'
import { labelColor, marks } from './colors'
import { replacedObject } from './replaced'
import { shapePicture } from './shapePictures'

/** The tools in which the selection's controls can be taken hold of. */
const gripTools: ReadonlySet<EditorState['tool']> = new Set(['select', 'rectangle', 'polygon'])
const handleSize = 8
/** Edges shorter than this on screen show no middle. */
const roomForMiddle = 36

/** The outlines of what is selected or under the pointer, and the selection's controls. */
export function paintSelection(
  context: CanvasRenderingContext2D,
  state: EditorState,
  { hovered }: PointerState
): void {
  const { camera } = state
  if (!camera) return
  paintOutlines(context, state, camera, hovered)
  // In the middle of a gesture the controls would only be in the way.
  if (!gripTools.has(state.tool) || !/\.(?:idle|resizing|dragging(?:Vertex|Edge))$/.test(state.path)) return
  const polygon = editedPolygon(state)
  if (polygon) paintVertices(context, polygon, camera)
  else paintFrame(context, state, camera)
}

function paintOutlines(
  context: CanvasRenderingContext2D,
  state: EditorState,
  camera: Camera,
  hovered: string | null
): void {
  const { selection, labels, viewSize } = state
  const painted = replacedObject(state)
  inImage(context, camera, () => {
    for (const { id, shape, labelId } of visibleObjects(state)) {
      const selected = selection.has(id)
      if ((!selected && id !== hovered) || id === painted) continue
      const picture = shapePicture(shape)
      if (!picture || !isInView(picture.bounds, camera, viewSize)) continue
      const color = labelColor(labels, labelId)
      const { path } = picture.outline(camera.zoom)
      if (selected) strokeOnLight(context, path, color, 2, camera.zoom)
      else strokePath(context, path, color, 3, camera.zoom)
    }
  })
}

function paintFrame(context: CanvasRenderingContext2D, state: EditorState, camera: Camera): void {
  const box = selectionFrame(state)
  if (!box) return
  const { x, y } = toView(camera, imagePoint(box.x, box.y))
  context.strokeStyle = marks.accent
  context.lineWidth = 1
  context.strokeRect(x, y, box.width * camera.zoom, box.height * camera.zoom)
  for (const id of handlesOf(box, camera)) {
    const at = toView(camera, handlePoint(box, id))
    context.fillStyle = marks.light
    context.fillRect(at.x - handleSize / 2, at.y - handleSize / 2, handleSize, handleSize)
    context.strokeRect(at.x - handleSize / 2, at.y - handleSize / 2, handleSize, handleSize)
  }
}

function paintVertices(context: CanvasRenderingContext2D, polygon: PolygonAnnotation, camera: Camera): void {
  polygon.shape.parts.forEach((value, part) => {
    ringsOf(value).forEach((points, ring) => {
      points.forEach((vertex, index) => {
        const at = toView(camera, imagePoint(vertex.x, vertex.y))
        const next = points[(index + 1) % points.length] ?? vertex
        const length = Math.hypot(next.x - vertex.x, next.y - vertex.y) * camera.zoom
        const middle = length < roomForMiddle ? null : edgeMiddle(polygon, { part, ring, index })
        if (middle) paintDisc(context, toView(camera, middle), 3, marks.accent, marks.light)
        paintDisc(context, at, 4.5, marks.light, marks.accent)
      })
    })
  })
}
