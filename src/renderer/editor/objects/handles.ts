import { uniteBoxes, type Box } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import { imagePoint, toView, type Camera, type ImagePoint, type ViewPoint } from '@shared/geometry/spaces'
import { nearestEdge, nearestVertex, vertexAt, type VertexRef } from '@shared/geometry/vertices'
import type { Annotation } from '@shared/schema/annotation'
import type { PolygonShape } from '@shared/schema/shape'
import type { EditorState } from '../editorState'
import { editableSelection } from './selection'

/** The eight handles of the selection's frame, by compass. */
const handleIds = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type HandleId = (typeof handleIds)[number]

/** How near the pointer has to be to a handle, vertex or edge, in view pixels. */
export const grabDistance = 8

/** An object whose shape is a polygon. */
export type PolygonAnnotation = Annotation & { readonly shape: PolygonShape }

/** What of the selection's controls is under the pointer. */
export type Grip =
  | { readonly kind: 'handle'; readonly handle: HandleId; readonly box: Box }
  | { readonly kind: 'vertex'; readonly target: PolygonAnnotation; readonly ref: VertexRef }
  | {
      readonly kind: 'edge'
      readonly target: PolygonAnnotation
      readonly ref: VertexRef
      /** Dragging the middle makes a new vertex; elsewhere the whole edge moves. */
      readonly middle: boolean
    }

/** A single selected polygon shows its vertices instead of a frame. */
export function editedPolygon(state: EditorState): PolygonAnnotation | null {
  const [only, ...others] = editableSelection(state)
  return only && others.length === 0 && isPolygon(only) ? only : null
}

/** The frame around what is selected and may be changed, in image pixels. */
export function selectionFrame(state: EditorState): Box | null {
  if (editedPolygon(state)) return null
  let frame: Box | undefined
  for (const { shape } of editableSelection(state)) frame = uniteBoxes(frame, shapeBounds(shape))
  return frame ?? null
}

/** Where a handle lies on a frame. */
export function handlePoint(box: Box, handle: HandleId): ImagePoint {
  const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5
  const y = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5
  return imagePoint(box.x + x * box.width, box.y + y * box.height)
}

/** The handles that fit on a frame of this size on screen: a small one has its corners only. */
export function handlesOf(box: Box, camera: Camera): readonly HandleId[] {
  const wide = box.width * camera.zoom >= 4 * grabDistance
  const high = box.height * camera.zoom >= 4 * grabDistance
  return handleIds.filter((id) => id.length === 2 || (id === 'n' || id === 's' ? wide : high))
}

/** What is to be grabbed at a point of the view, the nearest first. */
export function gripAt(state: EditorState, view: ViewPoint, image: ImagePoint): Grip | null {
  const { camera } = state
  if (!camera) return null
  const polygon = editedPolygon(state)
  if (polygon) return polygonGrip(polygon, camera, view, image)
  const box = selectionFrame(state)
  if (!box) return null
  let best: { readonly handle: HandleId; readonly distance: number } | null = null
  for (const handle of handlesOf(box, camera)) {
    const distance = distanceBetween(toView(camera, handlePoint(box, handle)), view)
    if (distance <= (best?.distance ?? grabDistance)) best = { handle, distance }
  }
  return best && { kind: 'handle', handle: best.handle, box }
}

function polygonGrip(
  target: PolygonAnnotation,
  camera: Camera,
  view: ViewPoint,
  image: ImagePoint
): Grip | null {
  const { parts } = target.shape
  const within = grabDistance / camera.zoom
  const vertex = nearestVertex(parts, image, within)
  if (vertex) return { kind: 'vertex', target, ref: vertex.ref }
  const edge = nearestEdge(parts, image, within)
  if (!edge) return null
  const middle = edgeMiddle(target, edge.ref)
  const near = middle !== null && distanceBetween(toView(camera, middle), view) <= grabDistance
  return { kind: 'edge', target, ref: edge.ref, middle: near }
}

/** The vertex that the edge beginning at `ref` leads to. */
export function edgeEnd({ shape }: PolygonAnnotation, ref: VertexRef): VertexRef {
  const next = { ...ref, index: ref.index + 1 }
  return vertexAt(shape.parts, next) ? next : { ...ref, index: 0 }
}

/** The middle of the edge that begins at a vertex. */
export function edgeMiddle(target: PolygonAnnotation, ref: VertexRef): ImagePoint | null {
  const a = vertexAt(target.shape.parts, ref)
  const b = vertexAt(target.shape.parts, edgeEnd(target, ref))
  return a && b ? imagePoint((a.x + b.x) / 2, (a.y + b.y) / 2) : null
}

function isPolygon(record: Annotation): record is PolygonAnnotation {
  return record.shape.kind === 'polygon'
}

function distanceBetween(a: ViewPoint, b: ViewPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
