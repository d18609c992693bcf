import { describe, expect, it } from 'vitest'
import { actionIds, actionTable, keysOf } from '@shared/actions/actionTable'
import { translator } from '@shared/i18n'
import { gestureKey, shortcutText } from './keyNames'
import { actionOf, ambiguousShortcuts, type KeyPress } from './shortcuts'

const press = (code: string, key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held
})

describe('shortcuts', () => {
  it('are never ambiguous', () => {
    expect(ambiguousShortcuts(false)).toEqual([])
    expect(ambiguousShortcuts(true)).toEqual([])
  })

  it('leave to macOS what its guidelines give to the system', () => {
    for (const id of actionIds) {
      for (const key of keysOf(id, true)) {
        // Close and minimize the window, hide and quit the application.
        expect(key).not.toMatch(/^CmdOrCtrl\+[WMHQ]$/)
      }
    }
    expect(actionOf(press('KeyW', 'w', { metaKey: true }), true)).toBeNull()
    expect(actionOf(press('KeyW', 'w', { metaKey: true, shiftKey: true }), true)).toBe('file.closeProject')
    expect(actionOf(press('KeyW', 'w', { ctrlKey: true }), false)).toBe('file.closeProject')
    expect(actionOf(press('Comma', ',', { metaKey: true }), true)).toBe('file.settings')
    const t = translator('en')
    expect(shortcutText(t, 'file.closeProject', true)).toBe('⌘⇧W')
    expect(gestureKey(t, 'keys.alt', true)).toBe('⌥')
    expect(gestureKey(t, 'keys.alt', false)).toBe('Alt')
  })

  it('work by the physical key with a Russian layout', () => {
    expect(actionOf(press('KeyS', 'ы'), false)).toBe('tool.point')
    expect(actionOf(press('KeyZ', 'я', { ctrlKey: true }), false)).toBe('edit.undo')
    expect(actionOf(press('BracketLeft', 'х'), false)).toBe('tool.brushSmaller')
    expect(actionOf(press('Slash', ',', { shiftKey: true }), false)).toBe('help.shortcuts')
    expect(actionOf(press('Comma', 'б', { ctrlKey: true }), false)).toBe('file.settings')
  })

  it('know punctuation by what it types', () => {
    expect(actionOf(press('Equal', '+', { shiftKey: true }), false)).toBe('view.zoomIn')
    expect(actionOf(press('Equal', '='), false)).toBe('view.zoomIn')
    expect(actionOf(press('BracketRight', '+'), false)).toBe('view.zoomIn')
    expect(actionOf(press('Slash', '-'), false)).toBe('view.zoomOut')
    expect(actionOf(press('NumpadAdd', '+'), false)).toBe('view.zoomIn')
  })

  it('want exactly the modifiers of the table', () => {
    expect(actionOf(press('KeyS', 's', { ctrlKey: true }), false)).toBeNull()
    expect(actionOf(press('KeyS', 's', { altKey: true }), false)).toBeNull()
    expect(actionOf(press('KeyD', 'd', { shiftKey: true }), false)).toBe('image.nextUnlabelled')
    expect(actionOf(press('KeyD', 'd', { ctrlKey: true }), false)).toBe('edit.selectNone')
  })

  it('use Cmd on macOS', () => {
    expect(actionOf(press('KeyO', 'o', { metaKey: true }), true)).toBe('file.openFolder')
    expect(actionOf(press('KeyO', 'o', { ctrlKey: true }), true)).toBeNull()
  })

  it('leave the number keys to the classes', () => {
    for (const id of actionIds) expect(actionTable[id].keys.filter((key) => /^[1-9]$/.test(key))).toEqual([])
  })
})

describe('shortcutText', () => {
  it('shows the first shortcut', () => {
    const t = translator('en')
    expect(shortcutText(t, 'edit.redo', false)).toBe('Ctrl+Shift+Z')
    expect(shortcutText(t, 'edit.redo', true)).toBe('⌘⇧Z')
    expect(shortcutText(t, 'view.zoomIn', false)).toBe('+')
    expect(shortcutText(t, 'file.openSample', false)).toBeNull()
  })
})
