import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import type { MainWindow } from '../pages/mainWindow'
import { expect, test } from '../support/app'
import { putPhotos } from '../support/photos'
import { enginePid } from '../support/processes'

test.skip(process.platform === 'win32', 'processes are stopped with signals')

const lamb = { x: 530, y: 370 }
const field = { x: 200, y: 400 }

/** Opens the pasture, with one rectangle on it, ready for prompts. */
async function openPasture(window: MainWindow): Promise<void> {
  await window.openImage('a.jpg')
  await window.waitForEmbedding('a.jpg')
  await window.chooseTool('rectangle')
  await window.drawRectangle({ x: 20, y: 20 }, { x: 90, y: 80 })
  await window.chooseTool('point')
}

/** Stops the engine, so that whatever is asked of it now is under way. */
async function freeze(app: ElectronApplication): Promise<number> {
  const pid = await enginePid(app)
  process.kill(pid, 'SIGSTOP')
  return pid
}

test.describe('the engine', () => {
  test.beforeEach(async ({ folder }) => {
    const place = join(folder, 'images')
    await mkdir(place)
    await putPhotos(place, { 'a.jpg': 'march-pastoral', 'b.jpg': 'nagasaki-boats' })
  })

  test(
    'is started again after a crash, and answers what was asked',
    { tag: '@safety' },
    async ({ start, folder }) => {
      const { app, window } = await start({ args: [join(folder, 'images')] })
      await openPasture(window)

      await test.step('a prompt needs no second click', async () => {
        const engine = await freeze(app)
        await window.click(lamb)
        process.kill(engine, 'SIGKILL')
        await expect(window.notice('Engine stopped unexpectedly')).toBeVisible()
        await window.waitForPreview()
        await expect(window.notice('Engine restarted')).toBeVisible()
        await window.accept()
      })

      await test.step('an accepted prompt becomes an object, and the second crash is told, too', async () => {
        await window.closeNotices()
        const engine = await freeze(app)
        await window.click(field)
        await window.page.keyboard.press('Enter')
        process.kill(engine, 'SIGKILL')
        await expect(window.notice('Engine stopped unexpectedly')).toBeVisible()
        await window.waitForObjects(3)
        await window.waitForSaved()
      })

      await test.step('an image that was being encoded becomes ready', async () => {
        const engine = await freeze(app)
        await window.openImage('b.jpg')
        process.kill(engine, 'SIGKILL')
        await window.waitForEmbedding('b.jpg')
      })

      await test.step('nothing was lost meanwhile', async () => {
        await window.openImage('a.jpg')
        await window.waitForObjects(3)
        for (const left of [2, 1, 0]) {
          await window.undo()
          await window.waitForObjects(left)
        }
      })
    }
  )

  test('is started again when it hangs', { tag: '@safety' }, async ({ start, folder }) => {
    const { app, window } = await start({ args: [join(folder, 'images')] })
    await openPasture(window)
    const hanging = await freeze(app)
    await window.click(lamb)
    await expect(window.notice('Engine not responding')).toBeVisible({ timeout: 20_000 })
    await window.waitForPreview()
    expect(await enginePid(app)).not.toBe(hanging)
    await window.accept()
    await window.waitForObjects(2)
  })

  test(
    'that crashes again and again is left alone until the user starts it',
    { tag: '@safety' },
    async ({ start, folder }) => {
      const { app, window } = await start({ args: [join(folder, 'images')] })
      await openPasture(window)
      for (let crash = 1; crash <= 4; crash++) {
        const engine = await enginePid(app)
        process.kill(engine, 'SIGKILL')
        if (crash < 4) await expect.poll(() => enginePid(app).catch(() => engine)).not.toBe(engine)
      }
      await window.waitForEngine('failed')

      await test.step('a prompt is refused in words', async () => {
        await window.closeNotices()
        await window.click(lamb)
        await expect(window.notice('Engine not running')).toBeVisible()
        await window.page.keyboard.press('Escape')
      })

      await test.step('drawing by hand works', async () => {
        await window.chooseTool('rectangle')
        await window.drawRectangle({ x: 120, y: 20 }, { x: 190, y: 80 })
        await window.undo()
        await window.waitForObjects(1)
        await window.redo()
        await window.waitForObjects(2)
      })

      await test.step('the button starts it', async () => {
        await window.page.getByTestId('engine-restart').click()
        await window.waitForEngine('idle')
        await window.chooseTool('point')
        await window.click(lamb)
        await window.waitForPreview()
        await window.accept()
      })
    }
  )
})
