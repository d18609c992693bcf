import { carryShape } from '@shared/geometry/shapeEdits'
import { shapeBounds, translateShape } from '@shared/geometry/shape'
import { uniteBoxes, type Box } from '@shared/geometry/box'
import type { Size } from '@shared/geometry/spaces'
import type { Annotation } from '@shared/schema/annotation'
import { newAnnotation } from '@shared/schema/annotation'
import type { Shape } from '@shared/schema/shape'
import { imageSizeOf } from '../camera/cameraController'
import { topOrder } from '../document/annotations'
import type { EditorState } from '../editorState'
import { limitMove } from '../objects/frameDrag'
import { selectedObjects } from '../objects/selection'
import type { ObjectCommand } from './command'

/** How far a copy lies from what it would hide, in view pixels. */
const offset = 16

/** Puts copies of what was copied into the image, at the same place; see `copies`. */
export const pasteObjects: ObjectCommand = (state, newId) => {
  const changed = copies(state, state.clipboard, newId)
  return changed.length === 0 ? null : { name: 'paste', changed, select: changed.map(({ id }) => id) }
}

/** Copies the selected objects within the image. */
export const duplicateObjects: ObjectCommand = (state, newId) => {
  const changed = copies(state, selectedObjects(state), newId)
  return changed.length === 0 ? null : { name: 'duplicate', changed, select: changed.map(({ id }) => id) }
}

/**
 * New objects on top of all others, of the same classes and attributes. They are a person's work: nothing says that a
 * model outlined them here. Where they would hide an object exactly they lie a little beside it.
 */
function copies(
  state: EditorState,
  originals: readonly Annotation[],
  newId: Parameters<ObjectCommand>[1]
): Annotation[] {
  const size = imageSizeOf(state.image)
  const fallback = state.currentLabel ?? state.labels[0]?.id
  if (!size || fallback === undefined) return []
  const known = new Set(state.labels.map(({ id }) => id))
  const carried = originals.flatMap((original) => {
    const shape = carryShape(original.shape, size)
    return shape ? [{ original, shape }] : []
  })
  const shapes = besides(
    state,
    carried.map(({ shape }) => shape),
    size
  )
  const order = topOrder(state.annotations)
  return carried.map(({ original }, i) =>
    newAnnotation({
      id: newId(),
      labelId: known.has(original.labelId) ? original.labelId : fallback,
      shape: shapes[i] ?? original.shape,
      order: order + i,
      attributes: original.attributes,
      iscrowd: original.iscrowd
    })
  )
}

/** The shapes moved together until none of them hides an object exactly. */
function besides(state: EditorState, shapes: readonly Shape[], size: Size): readonly Shape[] {
  let frame: Box | undefined
  for (const shape of shapes) frame = uniteBoxes(frame, shapeBounds(shape))
  if (!frame) return shapes
  const taken = new Set([...state.annotations.values()].map(({ shape }) => JSON.stringify(shape)))
  const step = Math.max(1, Math.round(offset / (state.camera?.zoom ?? 1)))
  for (let times = 0; ; times++) {
    // Where there is no room below and to the right, there is above and to the left.
    const by = limitMove(frame, times * step, times * step, size)
    const back = limitMove(frame, -times * step, -times * step, size)
    const x = Math.trunc(by.x === 0 ? back.x : by.x)
    const y = Math.trunc(by.y === 0 ? back.y : by.y)
    const moved = times === 0 ? shapes : shapes.map((shape) => translateShape(shape, x, y))
    const atEnd = times * step > size.width && times * step > size.height
    if (atEnd || !moved.some((shape) => taken.has(JSON.stringify(shape)))) return moved
  }
}
