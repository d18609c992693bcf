import { shapeAs, piecesOfShape, withoutHoles, cutShape, uniteShapes } from '@shared/geometry/shapeEdits'
import type { Size } from '@shared/geometry/spaces'
import type { Annotation } from '@shared/schema/annotation'
import type { EditName } from '@shared/schema/diff'
import type { AnnotationId } from '@shared/schema/ids'
import type { Shape } from '@shared/schema/shape'
import { imageSizeOf } from '../camera/cameraController'
import { topOrder } from '../document/annotations'
import type { EditorState } from '../editorState'
import { visibleObjects } from '../objects/picking'
import { reshaped } from '../objects/reshape'
import { editableSelection } from '../objects/selection'
import type { ObjectCommand } from './command'

/** Makes one mask of the selected objects. The one that was selected first stays, with its class. */
export const mergeObjects: ObjectCommand = (state) => {
  const size = imageSizeOf(state.image)
  const objects = inOrderOfSelection(state)
  const [first, ...others] = objects
  const united =
    size &&
    uniteShapes(
      objects.map(({ shape }) => shape),
      size
    )
  if (!first || others.length === 0 || !united) return null
  const removed = others.map(({ id }) => id)
  return { name: 'merge', changed: [reshaped(first, united)], removed, select: [first.id] }
}

/** Takes from each selected object what visible objects above it cover; one that is covered wholly stays. */
export const cutOverlaps: ObjectCommand = (state) => {
  const visible = visibleObjects(state)
  return changeShapes(state, 'cut-out', (object, size) => {
    const above = visible.slice(visible.findIndex(({ id }) => id === object.id) + 1)
    return cutShape(
      object.shape,
      above.map(({ shape }) => shape),
      size
    )
  })
}

/** Makes an object of each separate piece of the selected ones; the largest stays what it was. */
export const splitObjects: ObjectCommand = (state, newId) => {
  const changed: Annotation[] = []
  let order = topOrder(state.annotations)
  for (const object of editableSelection(state)) {
    const [largest, ...others] = piecesOfShape(object.shape)
    if (!largest || others.length === 0) continue
    changed.push(reshaped(object, largest))
    // SAM's own mask is that of the whole, which the largest piece keeps.
    const part = { ...object, rawMask: null }
    for (const shape of others) changed.push({ ...part, id: newId(), shape, order: order++ })
  }
  if (changed.length === 0) return null
  return { name: 'split', changed, select: [...state.selection, ...changed.map(({ id }) => id)] }
}

/** Fills the holes of the selected objects. */
export const fillObjectHoles: ObjectCommand = (state) =>
  changeShapes(state, 'fill-holes', ({ shape }) => withoutHoles(shape))

/** Leaves of each selected object only its largest piece. */
export const keepLargestPiece: ObjectCommand = (state) =>
  changeShapes(state, 'remove-islands', ({ shape }) => piecesOfShape(shape)[0] ?? shape)

/** Makes masks, polygons or rectangles of the selected objects. */
export const convertTo =
  (kind: Shape['kind']): ObjectCommand =>
  (state) =>
    changeShapes(state, 'convert', ({ shape }, size) => shapeAs(kind, shape, size))

function changeShapes(
  state: EditorState,
  name: EditName,
  change: (object: Annotation, size: Size) => Shape
): ReturnType<ObjectCommand> {
  const size = imageSizeOf(state.image)
  if (!size) return null
  return { name, changed: editableSelection(state).map((object) => reshaped(object, change(object, size))) }
}

function inOrderOfSelection(state: EditorState): Annotation[] {
  const editable = new Map<AnnotationId, Annotation>(editableSelection(state).map((each) => [each.id, each]))
  return [...state.selection].map((id) => editable.get(id)).filter((object) => object !== undefined)
}
