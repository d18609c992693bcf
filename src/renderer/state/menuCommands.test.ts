import { afterEach, beforeEach, expect, it } from 'vitest'
import type { App } from './app'
import { runMenuCommand } from './menuCommands'
import { FakeMain } from './testing/fakeMain'
import { classOf, imageRow, rectangle } from './testing/records'
import { settle, testApp } from './testing/testApp'

let app: App
let main: FakeMain

beforeEach(async () => {
  main = new FakeMain([classOf(1, 'car')])
  main.images = [imageRow(1, 'a.jpg')]
  main.place(main.images[0]?.id ?? (1 as never), [rectangle(1)])
  app = testApp(main).app
  await app.opening.chooseFolder()
  await settle()
  document.body.innerHTML = '<input id="field" />'
})
afterEach(() => {
  document.body.innerHTML = ''
})

const selected = (): number => app.stores.session.getState().editor?.state.selection.size ?? -1

it('means the objects, but the text while somebody types', () => {
  document.getElementById('field')?.focus()
  runMenuCommand(app, 'edit.selectAll')
  expect(main.inputs('app.editText')).toEqual([{ edit: 'selectAll' }])
  expect(selected()).toBe(0)
  document.getElementById('field')?.blur()
  runMenuCommand(app, 'edit.selectAll')
  expect(selected()).toBe(1)
})

it('leaves objects alone under a dialog', () => {
  app.stores.ui.show({ kind: 'settings' })
  runMenuCommand(app, 'edit.selectAll')
  expect(selected()).toBe(0)
  runMenuCommand(app, 'help.about')
  expect(app.stores.ui.getState().dialog?.kind).toBe('about')
})
