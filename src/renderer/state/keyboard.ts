import type { ActionId } from '@shared/actions/actionTable'
import type { KeyInput } from '../editor/inputs'
import { runAction } from './appActions'
import type { App } from './app'
import { focusNextRegion } from './focusRegions'
import { isInOverlay, isTyping, tabsAway, usesKey } from './keyTargets'
import { actionOf, ambiguousShortcuts } from './shortcuts'

/**
 * While typing, function keys still work, and shortcuts with Ctrl or Cmd but for those that mean something in a text
 * field.
 */
function worksWhileTyping(id: ActionId, { code, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return /^F\d+$/.test(code) || ((ctrlKey || metaKey) && !id.startsWith('edit.'))
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

function handleDown(app: App, event: KeyboardEvent): boolean {
  if (event.code === 'F6') return focusNextRegion(document, event.shiftKey ? -1 : 1)
  const { editor } = app.stores.session.getState()
  const typing = isTyping(event.target)
  if (!typing && editor?.key(keyInput(event, app.mac)) === true) return true
  const id = actionOf(event, app.mac)
  if (id === null || (typing && !worksWhileTyping(id, event))) return false
  runAction(app, id)
  return true
}

/**
 * The one place where keys are handled: the editor sees a key first (gestures, number keys of the classes), then the
 * shortcuts of the action table. Returns what ends it.
 */
export function attachKeyboard(app: App, target: Window): () => void {
  for (const shortcut of ambiguousShortcuts(app.mac)) console.warn(`Ambiguous shortcut: ${shortcut}`)
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
