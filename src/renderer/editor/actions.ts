import type { ActionId } from '@shared/actions/actionTable'
import type { Editor } from './editor'
import type { EditorState } from './editorState'
import { visibleObjects } from './objects/picking'
import { selectedObjects } from './objects/selection'

/** The actions that the editor carries out; the rest of the table belongs to the window. */
export type EditorActionId = Extract<
  ActionId,
  `edit.${string}` | `tool.${string}` | 'view.zoomIn' | 'view.zoomOut' | 'view.actualSize' | 'view.fit'
>

/** What an action does, and whether it can do it now. */
export interface EditorAction {
  readonly run: (editor: Editor) => void
  readonly enabled: (state: EditorState) => boolean
}

const hasImage = (state: EditorState): boolean => state.image !== null
const hasSelection = (state: EditorState): boolean => state.selection.size > 0
const hasObjects = (state: EditorState): boolean => state.annotations.size > 0
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
  'edit.delete': { run: (editor) => editor.deleteSelected(), enabled: hasSelection },
  'edit.selectAll': {
    run: (editor) => editor.select(visibleObjects(editor.state).map(({ id }) => id)),
    enabled: hasObjects
  },
  'edit.selectNone': { run: (editor) => editor.select([]), enabled: hasSelection },
  'edit.nextObject': { run: (editor) => editor.selectNeighbour(1), enabled: hasObjects },
  'edit.previousObject': { run: (editor) => editor.selectNeighbour(-1), enabled: hasObjects },
  /** Hides the selected objects, or shows them again when all of them are hidden. */
  'edit.toggleHidden': {
    run: (editor) => {
      const objects = selectedObjects(editor.state)
      editor.setHidden(
        objects.map(({ id }) => id),
        objects.some(({ hidden }) => !hidden)
      )
    },
    enabled: hasSelection
  },
  'view.zoomIn': { run: (editor) => editor.zoomBy(1.25), enabled: hasImage },
  'view.zoomOut': { run: (editor) => editor.zoomBy(0.8), enabled: hasImage },
  'view.actualSize': { run: (editor) => editor.actualSize(), enabled: hasImage },
  'view.fit': { run: (editor) => editor.fit(), enabled: hasImage },
  'tool.select': tool('select'),
  'tool.point': tool('point'),
  'tool.box': tool('box'),
  'tool.rectangle': tool('rectangle'),
  'tool.polygon': tool('polygon'),
  'tool.brush': tool('brush'),
  'tool.eraser': tool('eraser'),
  'tool.brushSmaller': {
    run: (editor) => editor.setBrushRadius(editor.state.brushRadius / 1.25),
    enabled: () => true
  },
  'tool.brushLarger': {
    run: (editor) => editor.setBrushRadius(editor.state.brushRadius * 1.25),
    enabled: () => true
  }
}
