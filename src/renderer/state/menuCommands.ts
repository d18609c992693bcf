import type { ActionId } from '@shared/actions/actionTable'
import type { TextEdit } from '@shared/ipc/contract'
import type { App } from './app'
import { runAction } from './appActions'
import { isTyping } from './keyTargets'

/** Commands of the menu that mean the text while somebody types, as in every application. */
const textEdits: Partial<Readonly<Record<ActionId, TextEdit>>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
  'edit.cut': 'cut',
  'edit.copy': 'copy',
  'edit.paste': 'paste',
  'edit.delete': 'delete',
  'edit.selectAll': 'selectAll'
}

/**
 * Carries out a command of the native menu. On macOS the menu also takes the keys, so a command may come while
 * somebody types or a dialog is open; objects are left alone then.
 */
export function runMenuCommand(app: App, id: ActionId): void {
  const edit = textEdits[id]
  if (edit !== undefined && isTyping(document.activeElement)) {
    app.client.call('app.editText', { edit }).catch((error: unknown) => app.notifier.error(error))
    return
  }
  const aboutObjects = id.startsWith('edit.') || id.startsWith('object.')
  if (aboutObjects && app.stores.ui.getState().dialog !== null) return
  runAction(app, id)
}
