import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { closeWindow, expect, test } from '../support/app'
import { bigTiff } from '../support/brokenFiles'
import { disc, putFiles } from '../support/pictures'

test.skip(process.platform === 'win32', 'processes are stopped with signals')

const good = disc({ width: 400, height: 300 }, { x: 200, y: 150, radius: 90 }).toBuffer('image/png')

/** The process that decodes pictures; undefined while there is none. */
async function decoderPid(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(
    ({ app: electron }) =>
      electron.getAppMetrics().find(({ name }) => name === 'Maskwright image decoder')?.pid
  )
}

test(
  'a picture that ends the decoder is named, and stops nothing else',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const goodFiles = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`good ${i + 10}.png`, good]))
    await putFiles(images, goodFiles)
    const started = await start({ args: [images] })
    const { app, page, window } = started
    const reason = page.getByTestId('image-unreadable')
    const thumbnails = page.getByTestId('image-row').locator('img')

    await test.step('thumbnails appear', async () => {
      await expect(thumbnails).toHaveCount(12)
      await window.openImage('good 10.png')
    })

    await test.step('the decoder dies while it decodes a file: the file is named', async () => {
      const row = window.imageRow('bad.tif')
      // Stopped, so that it does not finish before it dies. Where it dies before the file has reached it, the next one
      // decodes the file, and it is done again with a newer file.
      await expect(async () => {
        const pid = (await decoderPid(app)) ?? 0
        expect(pid).toBeGreaterThan(0)
        process.kill(pid, 'SIGSTOP')
        await putFiles(images, { 'bad.tif': bigTiff(600, 400) })
        await page.keyboard.press('F5')
        await expect(row.locator('img')).toHaveCount(1)
        await row.click()
        process.kill(pid, 'SIGKILL')
        await expect(row).toHaveAttribute('data-problem', 'image-decoding-failed', { timeout: 3000 })
      }).toPass({ timeout: 60_000 })
      await expect(reason).toContainText(
        'bad.tif could not be decoded: the image decoder stopped unexpectedly'
      )
      await page.screenshot({ path: 'test-results/decoding-failed.png' })
    })

    await test.step('the application lives, and a new decoder serves the others', async () => {
      await putFiles(images, { 'late.png': good })
      await page.keyboard.press('F5')
      await expect(window.imageRow('late.png')).toBeVisible()
      await expect.poll(() => decoderPid(app)).toBeTruthy()
      await window.openImage('late.png')
      await expect(window.imageRow('late.png')).not.toHaveAttribute('data-problem', /./)
    })

    await closeWindow(started)
    const again = await start({ args: [images] })

    await test.step('after a restart the folder opens, and the file is not tried again', async () => {
      await again.window.openImage('good 11.png')
      await again.window.imageRow('bad.tif').click()
      await expect(again.page.getByTestId('image-unreadable')).toContainText('bad.tif could not be decoded')
    })

    await test.step('“Try again” tries it', async () => {
      await again.page.getByTestId('image-retry').click()
      await expect(again.page.getByTestId('image-unreadable')).toHaveCount(0)
      await again.window.waitForEmbedding('bad.tif')
      await expect(again.window.imageRow('bad.tif')).not.toHaveAttribute('data-problem', /./)
    })
  }
)
