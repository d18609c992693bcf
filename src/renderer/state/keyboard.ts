import { actionTable, type ActionId } from '@shared/actions/actionTable'
import type { Editor } from '../editor/editor'
import type { KeyInput } from '../editor/inputs'
import { runAction } from './appActions'
import type { App } from './app'
import { isInOverlay, isTyping, tabsAway, usesKey } from './keyTargets'
import { actionOf, ambiguousShortcuts } from './shortcuts'

/** While typing, shortcuts with Ctrl or Cmd still work, but for those that mean something in a text field. */
function worksWhileTyping(id: ActionId): boolean {
  return !id.startsWith('edit.') && actionTable[id].keys.some((key) => key.startsWith('CmdOrCtrl'))
}

function keyInput(event: KeyboardEvent, mac: boolean): KeyInput {
  return {
    type: event.type === 'keyup' ? 'up' : 'down',
    key: event.key,
    code: event.code,
    repeat: event.repeat,
    alt: event.altKey,
    ctrl: mac ? event.metaKey : event.ctrlKey,
    shift: event.shiftKey
  }
}

/** The class that a number key stands for gets chosen; with the selection tool it is given to the selection. */
function chooseClass(editor: Editor, event: KeyboardEvent): boolean {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
  if (digit === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  const { labels, selection, tool } = editor.state
  const label = labels[Number(digit) - 1]
  if (label === undefined) return false
  editor.setCurrentLabel(label.id)
  if (tool === 'select' && selection.size > 0) editor.setLabelOf(selection, label.id)
  return true
}

function handleDown(app: App, event: KeyboardEvent): boolean {
  const { editor } = app.stores.session.getState()
  const typing = isTyping(event.target)
  if (!typing && editor?.key(keyInput(event, app.mac)) === true) return true
  const id = actionOf(event, app.mac)
  if (id !== null) {
    if (typing && !worksWhileTyping(id)) return false
    runAction(app, id)
    return true
  }
  return !typing && editor !== null && chooseClass(editor, event)
}

/**
 * The one place where keys are handled: a gesture of the editor sees a key first, then the shortcuts of the action
 * table, then the number keys of the classes. Returns what ends it.
 */
export function attachKeyboard(app: App, target: Window): () => void {
  for (const shortcut of ambiguousShortcuts()) console.warn(`Ambiguous shortcut: ${shortcut}`)
  const isOurs = (event: KeyboardEvent): boolean =>
    !event.defaultPrevented &&
    !event.isComposing &&
    app.stores.ui.getState().dialog === null &&
    !isInOverlay(event.target)
  const down = (event: KeyboardEvent): void => {
    if (!isOurs(event) || usesKey(event) || tabsAway(event)) return
    if (handleDown(app, event)) event.preventDefault()
  }
  // A key that was pressed on the canvas may be let go of anywhere.
  const up = (event: KeyboardEvent): void => {
    if (!isTyping(event.target)) app.stores.session.getState().editor?.key(keyInput(event, app.mac))
  }
  target.addEventListener('keydown', down)
  target.addEventListener('keyup', up)
  return () => {
    target.removeEventListener('keydown', down)
    target.removeEventListener('keyup', up)
  }
}
