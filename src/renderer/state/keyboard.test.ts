import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fireEvent } from '@testing-library/react'
import type { App } from './app'
import { attachKeyboard } from './keyboard'
import { FakeMain } from './testing/fakeMain'
import { classOf, imageRow, rectangle } from './testing/records'
import { settle, testApp } from './testing/testApp'

let app: App
let main: FakeMain
let detach: () => void

beforeEach(async () => {
  main = new FakeMain([classOf(1, 'car'), classOf(2, 'tree')])
  main.images = [imageRow(1, 'a.jpg'), imageRow(2, 'b.jpg')]
  main.place(main.images[0]?.id ?? (1 as never), [rectangle(1)])
  app = testApp(main).app
  await app.opening.chooseFolder()
  await settle()
  detach = attachKeyboard(app, window)
  document.body.innerHTML = `
    <input id="field" /><button id="button">x</button><div id="border" role="separator" tabindex="0"></div>
    <div id="canvas" data-canvas-region tabindex="0"></div>
    <div role="dialog"><button id="inside">x</button></div>`
})
afterEach(() => {
  detach()
  document.body.innerHTML = ''
})

const element = (id: string): HTMLElement => document.getElementById(id) ?? document.body
const tool = (): string | undefined => app.stores.session.getState().editor?.state.tool
/** Whether the key was left to the browser. */
const press = (code: string, fields: KeyboardEventInit = {}, target: Element = document.body): boolean =>
  fireEvent.keyDown(target, { code, key: code, ...fields })

describe('the keyboard', () => {
  it('runs actions by physical keys', () => {
    expect(press('KeyS', { key: 'ы' })).toBe(false)
    expect(tool()).toBe('point')
  })

  it('leaves typing alone, but for function keys and shortcuts with Ctrl', () => {
    expect(press('KeyS', { key: 's' }, element('field'))).toBe(true)
    expect(press('Slash', { key: '?', shiftKey: true }, element('field'))).toBe(true)
    expect(app.stores.ui.getState().dialog).toBeNull()
    expect(press('KeyZ', { key: 'z', ctrlKey: true }, element('field'))).toBe(true)
    expect(tool()).toBe('select')
    expect(press('KeyF', { key: 'f', ctrlKey: true }, element('field'))).toBe(false)
    expect(app.stores.ui.getState().searchRequests).toBe(1)
    expect(press('F1', {}, element('field'))).toBe(false)
    expect(app.stores.ui.getState().dialog?.kind).toBe('shortcuts')
  })

  it('leaves dialogs alone', () => {
    expect(press('KeyS', {}, element('inside'))).toBe(true)
    app.stores.ui.show({ kind: 'about' })
    expect(press('KeyS')).toBe(true)
    expect(tool()).toBe('select')
  })

  it('lets focused buttons be pressed', () => {
    expect(press('Space', { key: ' ' }, element('button'))).toBe(true)
    expect(press('Enter', { key: 'Enter' }, element('button'))).toBe(true)
    expect(press('KeyS', {}, element('button'))).toBe(false)
  })

  it('lets a focused border be moved', () => {
    const { editor } = app.stores.session.getState()
    editor?.select([rectangle(1).id])
    expect(press('ArrowLeft', {}, element('border'))).toBe(true)
    expect(editor?.state.annotations.get(rectangle(1).id)).toEqual(rectangle(1))
    expect(press('KeyS', {}, element('border'))).toBe(false)
    expect(tool()).toBe('point')
  })

  it('takes Tab only on the image', () => {
    expect(press('Tab', { key: 'Tab' }, element('button'))).toBe(true)
    expect(press('Tab', { key: 'Tab' }, element('canvas'))).toBe(false)
    expect(app.stores.session.getState().editor?.state.selection.size).toBe(1)
  })

  it('chooses classes by number', () => {
    expect(press('Digit2', { key: '2' })).toBe(false)
    expect(app.stores.session.getState().editor?.state.currentLabel).toBe(2)
  })

  it('does nothing with what somebody else has handled', () => {
    const stop = (event: Event): void => event.preventDefault()
    element('button').addEventListener('keydown', stop)
    press('KeyS', {}, element('button'))
    expect(tool()).toBe('select')
  })

  it('does the same as the menu', async () => {
    main.emit('menu.command', 'image.next')
    await settle()
    expect(app.stores.session.getState().current).toBe(2)
    press('KeyA')
    await settle()
    expect(app.stores.session.getState().current).toBe(1)
  })

  it('goes through the parts of the window by F6', () => {
    document.body.innerHTML =
      '<div data-focus-region><button id="one">x</button></div><div id="two" data-focus-region tabindex="0"></div>'
    press('F6')
    expect(document.activeElement?.id).toBe('one')
    press('F6')
    expect(document.activeElement?.id).toBe('two')
    press('F6', { shiftKey: true })
    expect(document.activeElement?.id).toBe('one')
  })

  it('goes on by F6 from where the focus is, also between the parts', () => {
    const part = (id: string): string => `<div id="${id}" data-focus-region tabindex="0"></div>`
    document.body.innerHTML = `${part('one')}<button id="between">x</button>${part('two')}<button id="last">x</button>`
    const from = (id: string, shiftKey: boolean): string | undefined => {
      element(id).focus()
      press('F6', { shiftKey }, element(id))
      return document.activeElement?.id
    }
    expect(from('between', false)).toBe('two')
    expect(from('between', true)).toBe('one')
    expect(from('last', false)).toBe('one')
    expect(from('last', true)).toBe('two')
    expect(from('one', true)).toBe('two')
  })
})
