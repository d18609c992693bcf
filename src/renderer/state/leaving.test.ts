import { describe, expect, it } from 'vitest'
import { viewPoint } from '@shared/geometry/spaces'
import type { ImageId } from '@shared/schema/ids'
import type { Editor } from '../editor/editor'
import { noModifiers, type PointerInput } from '../editor/inputs'
import { FakeMain } from './testing/fakeMain'
import { classOf, imageRow } from './testing/records'
import { settle, testApp } from './testing/testApp'

const image = 1 as ImageId

/** A window that shows the first image. */
async function openWindow() {
  const main = new FakeMain([classOf(1, 'car')])
  main.images = [imageRow(1, 'a.jpg')]
  const { app } = testApp(main)
  await app.opening.show(main.view({ currentImage: image }))
  const { editor } = app.stores.session.getState()
  if (editor === null) throw new Error('There is no editor')
  editor.camera.setViewSize({ width: 400, height: 400 })
  return { main, app, editor, names: () => main.calls.map((call) => call.name) }
}

const at = (x: number, y: number): PointerInput => ({
  point: viewPoint(x, y),
  button: 'left',
  ...noModifiers
})

function drawRectangle(editor: Editor): void {
  editor.setTool('rectangle')
  editor.pointerDown(at(100, 120))
  editor.pointerMove({ ...at(200, 200), button: null })
  editor.pointerUp(at(200, 200))
}

describe('leaving', () => {
  it('saves the view and every edit before main closes the window', async () => {
    const { main, editor, names } = await openWindow()
    editor.camera.zoomBy(2)
    drawRectangle(editor)
    editor.setHidden(
      [...editor.state.annotations.values()].map((object) => object.id),
      true
    )
    const before = main.calls.length
    main.emit('app.closing', null)
    await settle()
    expect(names().slice(before).sort()).toEqual(['app.finished', 'edit.commit', 'image.setView'])
    expect(names().at(-1)).toBe('app.finished')
    expect(main.saved(image).map(({ hidden }) => hidden)).toEqual([true])
  })

  it('waits for the answer to an accepted prompt', async () => {
    const { main, app, editor, names } = await openWindow()
    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    main.overrides['inference.predict'] = async (input) => {
      await answered
      delete main.overrides['inference.predict']
      const result = await main.call('inference.predict', input)
      if (!result.ok) throw new Error(result.problem.message)
      return result.value
    }
    editor.setTool('point')
    editor.pointerDown(at(150, 150))
    editor.pointerUp(at(150, 150))
    editor.acceptPrompt()
    const opening = app.opening.openSample()
    await settle()
    expect(names()).not.toContain('project.openSample')
    answer()
    await opening
    expect(names().filter((name) => name === 'edit.commit' || name === 'project.openSample')).toEqual([
      'edit.commit',
      'project.openSample'
    ])
  })

  it('sends no edit to the next project', async () => {
    const { main, app, editor, names } = await openWindow()
    main.overrides['project.openSample'] = () => {
      // Main has changed projects already; the window does not know yet.
      drawRectangle(editor)
      return { kind: 'opened', project: main.view({ location: '/other' }) }
    }
    await app.opening.openSample()
    await settle()
    expect(app.stores.session.getState().editor).not.toBe(editor)
    expect(names()).not.toContain('edit.commit')
  })

  it('takes the input of meanwhile when nothing was opened', async () => {
    const { main, app, editor } = await openWindow()
    main.overrides['project.chooseFolder'] = () => {
      drawRectangle(editor)
      return { kind: 'cancelled' }
    }
    await app.opening.chooseFolder()
    await settle()
    expect(main.saved(image)).toHaveLength(1)
  })
})
