import type { Editor } from '../../editor/editor'
import { noModifiers } from '../../editor/inputs'

function press(editor: Editor, key: string, code: string): void {
  editor.key({ type: 'down', key, code, repeat: false, ...noModifiers })
}

/** The buttons of an open prompt do what its keys do, by the same way. */
export const promptKeys = {
  accept: (editor: Editor): void => press(editor, 'Enter', 'Enter'),
  discard: (editor: Editor): void => press(editor, 'Escape', 'Escape'),
  /** 1 to 3. */
  choose: (editor: Editor, mask: number): void => press(editor, String(mask), `Digit${mask}`)
} as const
