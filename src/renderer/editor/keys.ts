import type { AnnotationId, LabelId } from '@shared/schema/ids'
import type { EditorState, ToolId } from './editorState'
import type { KeyInput } from './inputs'
import { digitOf } from './tools/prompt/promptTools'

/** The tools in which arrow keys move what is selected. */
const nudgeTools: ReadonlySet<ToolId> = new Set(['select', 'rectangle', 'polygon'])

/** Whether the editor may have a use for a key at all; the rest is left to the shortcuts at once. */
export function isEditorKey(input: KeyInput, tool: ToolId): boolean {
  if (input.code === 'Space' || input.key === 'Alt') return true
  if (input.ctrl) return false
  if (input.key.startsWith('Arrow')) return nudgeTools.has(tool)
  if (tool === 'pool' && ['Delete', 'Tab'].includes(input.key)) return true
  return ['Enter', 'Escape', 'Backspace'].includes(input.key) || digitOf(input) !== null
}

/** What a key acts on when no tool uses it. */
export interface KeyTarget {
  readonly state: Pick<EditorState, 'selection' | 'labels'>
  select(ids: readonly AnnotationId[]): void
  chooseLabel(id: LabelId): void
}

/** What keys mean when no tool has a use for them: Escape ends the selection, digits choose the class. */
export function globalKey(editor: KeyTarget, input: KeyInput): boolean {
  if (input.type !== 'down' || input.alt || input.shift) return false
  const { selection, labels } = editor.state
  if (input.key === 'Escape') {
    editor.select([])
    return selection.size > 0
  }
  const digit = digitOf(input)
  const label = digit === null ? undefined : labels[digit - 1]
  if (!label) return false
  editor.chooseLabel(label.id)
  return true
}
