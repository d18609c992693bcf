import { boxArea, boxContains, boxContainsBox, type Box } from '@shared/geometry/box'
import { polygonArea } from '@shared/geometry/polygon'
import { hitTest, shapeBounds } from '@shared/geometry/shape'
import type { ImagePoint } from '@shared/geometry/spaces'
import { nearestEdge } from '@shared/geometry/vertices'
import { maskArea } from '@shared/mask/maskData'
import { rectPart } from '@shared/mask/rasterize'
import type { Annotation } from '@shared/schema/annotation'
import type { Shape } from '@shared/schema/shape'
import type { EditorState } from '../editorState'

/** The objects that can be seen, bottom first. */
export function visibleObjects(state: Pick<EditorState, 'annotations' | 'objectsVisible'>): Annotation[] {
  if (!state.objectsVisible) return []
  return [...state.annotations.values()].filter((record) => !record.hidden)
}

/**
 * The visible objects under a point, or within `tolerance` image pixels of its outline, the smallest first, so that
 * an object inside another can be reached whatever lies on top.
 */
export function objectsAt(
  state: Pick<EditorState, 'annotations' | 'objectsVisible'>,
  point: ImagePoint,
  tolerance: number
): Annotation[] {
  return visibleObjects(state)
    .filter(({ shape }) => touches(shape, point, tolerance))
    .map((record) => ({ record, area: shapeArea(record.shape) }))
    .sort((a, b) => a.area - b.area || b.record.order - a.record.order)
    .map(({ record }) => record)
}

/** The visible objects that lie wholly inside a box. */
export function objectsInside(
  state: Pick<EditorState, 'annotations' | 'objectsVisible'>,
  box: Box
): Annotation[] {
  return visibleObjects(state).filter(({ shape }) => {
    const bounds = shapeBounds(shape)
    return bounds !== undefined && boxContainsBox(box, bounds)
  })
}

function touches(shape: Shape, point: ImagePoint, tolerance: number): boolean {
  const bounds = shapeBounds(shape)
  if (!bounds || !boxContains(grown(bounds, tolerance), point)) return false
  if (hitTest(shape, point)) return true
  if (shape.kind === 'mask') return false
  const parts = shape.kind === 'rect' ? [rectPart(shape)] : shape.parts
  return nearestEdge(parts, point, tolerance) !== undefined
}

function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

/** Square pixels that a shape covers. */
function shapeArea(shape: Shape): number {
  switch (shape.kind) {
    case 'rect':
      return boxArea(shape)
    case 'polygon':
      return polygonArea(shape.parts)
    case 'mask':
      return maskArea(shape)
  }
}
