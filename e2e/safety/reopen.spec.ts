import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MainWindow } from '../pages/mainWindow'
import { closeWindow, expect, pressClose, test, type RunningApp } from '../support/app'
import { putPhotos } from '../support/photos'
import { enginePid } from '../support/processes'
import { storedObjects } from '../support/storedProject'

test.beforeEach(async ({ folder }) => {
  const place = join(folder, 'images')
  await mkdir(place)
  await putPhotos(place, { 'a.jpg': 'march-pastoral', 'b.jpg': 'nagasaki-boats' })
})

/** Draws rectangles side by side. */
async function drawRow(window: MainWindow, count: number, top: number): Promise<void> {
  await window.chooseTool('rectangle')
  for (let i = 0; i < count; i++) {
    await window.drawRectangle({ x: 100 + 60 * i, y: top }, { x: 140 + 60 * i, y: top + 40 })
  }
}

/** Deletes the object that lies lowest. */
async function deleteLowest(window: MainWindow): Promise<void> {
  const count = await window.objectCount()
  await window.objectRows().first().click()
  await window.page.keyboard.press('Delete')
  await window.waitForObjects(count - 1)
  await window.waitForSaved()
}

/** The ids of the objects in each state while `step` leads from one to the next, until it changes nothing. */
async function walk(
  window: MainWindow,
  counts: readonly number[],
  step: () => Promise<void>
): Promise<string[][]> {
  const states = []
  for (const count of counts) {
    await step()
    await window.waitForObjects(count)
    await expect(window.objectRows()).toHaveCount(count)
    states.push(await window.objectIds())
  }
  return states
}

test(
  'undo and redo go on after a restart, for each image apart',
  { tag: ['@smoke', '@safety'] },
  async ({ start, folder }) => {
    const place = join(folder, 'images')
    const first = await start({ args: [place] })
    await first.window.openImage('a.jpg')
    await drawRow(first.window, 3, 100)
    await deleteLowest(first.window)
    const finalA = await first.window.objectIds()
    await first.window.openImage('b.jpg')
    await drawRow(first.window, 2, 200)
    await first.window.undo()
    await first.window.waitForObjects(1)
    const finalB = await first.window.objectIds()
    await closeWindow(first)

    const { window } = await start()
    await expect(window.objectRows()).toHaveCount(1)
    expect(await window.currentImage()).toBe('b.jpg')
    expect(await window.objectIds()).toEqual(finalB)

    await test.step('image a: to the beginning, and to the end again', async () => {
      await window.openImage('a.jpg')
      await expect(window.objectRows()).toHaveCount(2)
      expect(await window.objectIds()).toEqual(finalA)
      const back = await walk(window, [3, 2, 1, 0], () => window.undo())
      const forth = await walk(window, [1, 2, 3, 2], () => window.redo())
      expect(forth).toEqual([...back.slice(0, -1).reverse(), finalA])
    })

    await test.step('image b: what was undone before the restart can be redone', async () => {
      await window.openImage('b.jpg')
      const [all] = await walk(window, [2], () => window.redo())
      expect(all?.[0]).toBe(finalB[0])
      await walk(window, [1, 0], () => window.undo())
      expect((await walk(window, [1, 2], () => window.redo())).at(-1)).toEqual(all)
    })
  }
)

/** The ways to end the application in good order. */
const endings: Record<string, (running: RunningApp) => Promise<void>> = {
  'its button': closeWindow,
  'the command to quit': ({ app }) => app.close(),
  // As the system sends it when the user logs out.
  'a signal': async ({ app }) => {
    const ended = app.waitForEvent('close')
    app.process().kill('SIGTERM')
    await ended
  }
}

for (const [name, end] of Object.entries(endings))
  test(
    `closing by ${name} right after edits loses nothing, and the next start goes on there`,
    { tag: '@safety' },
    async ({ start, folder }) => {
      test.skip(process.platform === 'win32' && name === 'a signal', 'there are no signals')
      const place = join(folder, 'images')
      const first = await start({ args: [place] })
      await first.window.openImage('b.jpg')
      await drawRow(first.window, 2, 200)
      const camera = await first.window.camera()
      const { x, y } = await first.window.at({ x: 300, y: 300 })
      await first.page.mouse.move(x, y)
      // All at once: another view, 21 edits, and the end, so that most is still on its way then.
      await first.page.evaluate(
        ([clientX, clientY]) => {
          const press = (code: string, key: string, ctrlKey = false): boolean =>
            document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, ctrlKey, bubbles: true }))
          const canvas = document.querySelector('[data-testid="canvas"]')
          canvas?.dispatchEvent(new WheelEvent('wheel', { deltaY: -300, clientX, clientY, cancelable: true }))
          press('KeyA', 'a', true)
          for (let i = 0; i < 21; i++) press('KeyH', 'h')
        },
        [x, y] as const
      )
      await end(first)

      const { window } = await start()
      await window.waitForObjects(2)
      expect(await window.currentImage()).toBe('b.jpg')
      await expect(window.page.locator('[data-testid="object-row"][data-hidden]')).toHaveCount(2)
      await test.step('the image is seen as it was', async () => {
        const [zoom, left, top] = await window.camera()
        expect(zoom).toBeCloseTo(camera[0] * Math.exp(0.6), 3)
        const seen = await window.at({ x: 300, y: 300 })
        expect(Math.hypot(seen.x - x, seen.y - y)).toBeLessThan(1)
        expect([left, top]).not.toEqual(camera.slice(1))
      })
      await test.step('every edit can be undone', async () => {
        for (let i = 0; i < 21; i++) await window.undo()
        await expect(window.page.locator('[data-testid="object-row"][data-hidden]')).toHaveCount(0)
        await window.waitForObjects(2)
        await window.undo()
        await window.waitForObjects(1)
      })
    }
  )

test(
  'closing waits for the answer to a prompt that was accepted',
  { tag: '@safety' },
  async ({ start, folder }) => {
    test.skip(process.platform === 'win32', 'processes are stopped with signals')
    const place = join(folder, 'images')
    const running = await start({ args: [place] })
    const { app, window } = running
    await window.openImage('a.jpg')
    await window.waitForEmbedding('a.jpg')
    await window.chooseTool('point')
    const engine = await enginePid(app)
    process.kill(engine, 'SIGSTOP')
    await window.click({ x: 530, y: 370 })
    await window.page.keyboard.press('Enter')
    const ended = app.waitForEvent('close')
    await pressClose(app)
    process.kill(engine, 'SIGCONT')
    await ended
    const { 'a.jpg': objects = [] } = await storedObjects(place, join(folder, 'user-data'))
    expect(objects.map(({ shape, source }) => [shape.kind, source])).toEqual([['mask', 'point']])
  }
)

test('a page that crashes is opened again, where it was', { tag: '@safety' }, async ({ start, folder }) => {
  const { app, window } = await start({ args: [join(folder, 'images')] })
  await window.openImage('b.jpg')
  await drawRow(window, 2, 200)
  await window.answerQuestions(0)
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  )
  await expect
    .poll(() => window.questions())
    .toEqual(['The window stopped working. All accepted changes are saved.'])
  // Playwright's page is gone with the crash; the new one is asked by main.
  const ask = (expression: string): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
      expression
    )
  await expect.poll(() => ask(`document.querySelectorAll('[data-testid="object-row"]').length`)).toBe(2)
  expect(await ask(`document.querySelector('[data-testid="image-row"][data-current]').dataset.path`)).toBe(
    'b.jpg'
  )
  const ended = app.waitForEvent('close')
  await pressClose(app)
  await ended
})
