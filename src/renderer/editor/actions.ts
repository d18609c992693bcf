import type { ActionId } from '@shared/actions/actionTable'
import { uniteBoxes, type Box } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { Shape } from '@shared/schema/shape'
import { arrange } from './commands/arrange'
import type { ObjectCommand } from './commands/command'
import { duplicateObjects, pasteObjects } from './commands/copying'
import { toggleAllReviewed, toggleReviewed } from './commands/marks'
import {
  convertTo,
  cutOverlaps,
  fillObjectHoles,
  keepLargestPiece,
  mergeObjects,
  splitObjects
} from './commands/shapeCommands'
import type { Editor } from './editor'
import type { EditorState } from './editorState'
import { visibleObjects } from './objects/picking'
import { editableSelection, selectedObjects } from './objects/selection'

/** The actions that the editor carries out; the rest of the table belongs to the window. */
export type EditorActionId = Extract<
  Exclude<ActionId, 'object.class'>,
  | `edit.${string}`
  | `object.${string}`
  | `tool.${string}`
  | 'view.zoomIn'
  | 'view.zoomOut'
  | 'view.actualSize'
  | 'view.fit'
  | 'view.fitSelection'
  | 'view.toggleObjects'
>

/** What an action does, and whether it can do it now. */
export interface EditorAction {
  readonly run: (editor: Editor) => void
  readonly enabled: (state: EditorState) => boolean
}

const hasImage = (state: EditorState): boolean => state.image !== null
const hasSelection = (state: EditorState): boolean => state.selection.size > 0
const hasObjects = (state: EditorState): boolean => state.annotations.size > 0
const hasEditable = (state: EditorState): boolean => editableSelection(state).length > 0
const hasShapes =
  (...kinds: readonly Shape['kind'][]) =>
  (state: EditorState): boolean =>
    editableSelection(state).some(({ shape }) => kinds.includes(shape.kind))
const command = (run: ObjectCommand, enabled: EditorAction['enabled'] = hasEditable): EditorAction => ({
  run: (editor) => editor.apply(run),
  enabled
})
const tool = (id: Parameters<Editor['setTool']>[0]): EditorAction => ({
  run: (editor) => editor.setTool(id),
  enabled: () => true
})

/** Bound exhaustively: a new editor action in the table does not compile until it stands here. */
export const editorActions: Readonly<Record<EditorActionId, EditorAction>> = {
  'edit.undo': {
    run: (editor) => editor.undo(),
    enabled: (state) => state.history.undo !== null || state.steps.undo
  },
  'edit.redo': {
    run: (editor) => editor.redo(),
    // Inside an unfinished prompt or ring only its own steps can be put again.
    enabled: ({ steps, history }) => steps.redo || (!steps.undo && history.redo !== null)
  },
  'edit.copy': { run: (editor) => editor.copySelected(), enabled: hasSelection },
  'edit.cut': {
    run: (editor) => {
      editor.copySelected()
      editor.deleteSelected()
    },
    enabled: hasSelection
  },
  'edit.paste': command(pasteObjects, (state) => hasImage(state) && state.clipboard.length > 0),
  'edit.duplicate': command(duplicateObjects, hasSelection),
  'edit.delete': { run: (editor) => editor.deleteSelected(), enabled: hasSelection },
  'edit.selectAll': {
    run: (editor) => editor.select(visibleObjects(editor.state).map(({ id }) => id)),
    enabled: hasObjects
  },
  'edit.selectSameClass': {
    run: (editor) => {
      const classes = new Set(selectedObjects(editor.state).map(({ labelId }) => labelId))
      const same = visibleObjects(editor.state).filter(({ labelId }) => classes.has(labelId))
      editor.select(same.map(({ id }) => id))
    },
    enabled: hasSelection
  },
  'edit.selectNone': { run: (editor) => editor.select([]), enabled: hasSelection },
  'edit.nextObject': { run: (editor) => editor.selectNeighbour(1), enabled: hasObjects },
  'edit.previousObject': { run: (editor) => editor.selectNeighbour(-1), enabled: hasObjects },
  /** Hides the selected objects, or shows them again when all of them are hidden. */
  'object.toggleHidden': {
    run: (editor) => {
      const objects = selectedObjects(editor.state)
      editor.setHidden(
        objects.map(({ id }) => id),
        objects.some(({ hidden }) => !hidden)
      )
    },
    enabled: hasSelection
  },
  /** Locks the selected objects, or unlocks them when all of them are locked. */
  'object.toggleLocked': {
    run: (editor) => {
      const objects = selectedObjects(editor.state)
      editor.setLocked(
        objects.map(({ id }) => id),
        objects.some(({ locked }) => !locked)
      )
    },
    enabled: hasSelection
  },
  'object.toggleReviewed': command(toggleReviewed, hasSelection),
  'object.reviewAll': command(toggleAllReviewed, hasObjects),
  'object.refine': {
    run: (editor) => editor.refineSelected(),
    enabled: (state) => editableSelection(state).length === 1
  },
  'object.merge': command(mergeObjects, (state) => editableSelection(state).length > 1),
  'object.cutOverlaps': command(cutOverlaps),
  'object.split': command(splitObjects, hasShapes('mask', 'polygon')),
  'object.fillHoles': command(fillObjectHoles, hasShapes('mask', 'polygon')),
  'object.keepLargest': command(keepLargestPiece, hasShapes('mask', 'polygon')),
  'object.toPolygon': command(convertTo('polygon'), hasShapes('mask', 'rect')),
  'object.toMask': command(convertTo('mask'), hasShapes('polygon', 'rect')),
  'object.toRectangle': command(convertTo('rect'), hasShapes('mask', 'polygon')),
  'object.front': command(arrange('front'), hasSelection),
  'object.forward': command(arrange('forward'), hasSelection),
  'object.backward': command(arrange('backward'), hasSelection),
  'object.back': command(arrange('back'), hasSelection),
  'view.zoomIn': { run: (editor) => editor.camera.zoomBy(1.25), enabled: hasImage },
  'view.zoomOut': { run: (editor) => editor.camera.zoomBy(0.8), enabled: hasImage },
  'view.actualSize': { run: (editor) => editor.camera.actualSize(), enabled: hasImage },
  'view.fit': { run: (editor) => editor.camera.fit(), enabled: hasImage },
  'view.fitSelection': {
    run: (editor) => {
      const box = boundsOf(selectedObjects(editor.state))
      if (box) editor.camera.show(box, 0.8)
    },
    enabled: (state) => hasImage(state) && hasSelection(state)
  },
  'view.toggleObjects': {
    run: (editor) => editor.look.setObjectsVisible(!editor.state.objectsVisible),
    enabled: hasImage
  },
  'tool.select': tool('select'),
  'tool.point': tool('point'),
  'tool.box': tool('box'),
  'tool.rectangle': tool('rectangle'),
  'tool.polygon': tool('polygon'),
  'tool.brush': tool('brush'),
  'tool.eraser': tool('eraser'),
  'tool.brushSmaller': {
    run: (editor) => editor.look.setBrushRadius(editor.state.brushRadius / 1.25),
    enabled: () => true
  },
  'tool.brushLarger': {
    run: (editor) => editor.look.setBrushRadius(editor.state.brushRadius * 1.25),
    enabled: () => true
  }
}

function boundsOf(objects: readonly Annotation[]): Box | undefined {
  let bounds: Box | undefined
  for (const { shape } of objects) bounds = uniteBoxes(bounds, shapeBounds(shape))
  return bounds
}
