import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Pool } from '../pages/pool'
import { closeWindow, expect, test } from '../support/app'
import { putPhotos } from '../support/photos'

test.describe.configure({ timeout: 240_000 })

/** Waits for the state of the task that the bar shows. */
async function waitForTask(page: Page, state: string, done?: number): Promise<void> {
  const bar = page.getByTestId('task-bar')
  await expect(bar).toHaveAttribute('data-state', state, { timeout: 120_000 })
  if (done !== undefined) await expect(bar).toHaveAttribute('data-done', String(done), { timeout: 120_000 })
}

test('a folder is segmented in the background, over a pause and a restart', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putPhotos(images, {
    'a.jpg': 'march-pastoral',
    'b.jpg': 'airplane-from-above',
    'c.jpg': 'allium-oreophilum'
  })
  const first = await start({ args: [images] })
  const { page, window } = first
  await window.openImage('a.jpg')

  await test.step('the menu asks how, and what is done meanwhile is told', async () => {
    await window.chooseInMenu('Segment', 'Segment all images…')
    await expect(page.getByTestId('segment-dialog')).toContainText('Segment 3 images')
    await page.getByTestId('segment-preset-coarse').click()
    await page.getByTestId('segment-start').click()
    await waitForTask(page, 'running')
    await waitForTask(page, 'running', 1)
    await expect(page.getByTestId('task-left')).toBeVisible()
  })

  await test.step('it pauses, and is paused after a restart', async () => {
    await page.getByTestId('task-pause').click()
    await waitForTask(page, 'paused')
    await closeWindow(first)
    const second = await start({ args: [images] })
    await waitForTask(second.page, 'paused')
    await expect(second.page.getByTestId('task-bar')).toHaveAttribute('data-total', '3')
    await second.page.getByTestId('task-resume').click()
    await waitForTask(second.page, 'finished', 3)
    for (const path of ['a.jpg', 'b.jpg', 'c.jpg'])
      await expect(second.window.imageRow(path).getByTestId('image-proposals')).toBeVisible()
    await second.page.getByTestId('task-dismiss').click()
    await expect(second.page.getByTestId('task-bar')).toHaveCount(0)

    await second.window.openImage('b.jpg')
    await second.page.keyboard.press('e')
    const pool = new Pool(second.window)
    await pool.waitForVisible((await pool.stored()).length)
    await expect(second.page.getByTestId('pool-progress')).toHaveCount(0)
  })
})

test('some images are segmented; what cannot be is listed', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putPhotos(images, {
    'a.jpg': 'march-pastoral',
    'b.jpg': 'nagasaki-boats',
    'c.jpg': 'allium-oreophilum'
  })
  const { page, window } = await start({ args: [images] })
  await window.openImage('c.jpg')
  await window.waitForEmbedding('c.jpg')

  await test.step('a search narrows what is segmented', async () => {
    await page.getByTestId('image-search').fill('c.jpg')
    await expect(window.imageRows()).toHaveCount(1)
    await window.chooseInMenu('Segment', 'Segment filtered images…')
    await expect(page.getByTestId('segment-dialog')).toContainText('Segment 1 image')
    await page.getByTestId('segment-preset-coarse').click()
    await page.getByTestId('segment-start').click()
    await waitForTask(page, 'finished', 1)
    await page.getByTestId('image-search').fill('')
    await expect(window.imageRows()).toHaveCount(3)
    await expect(window.imageRow('a.jpg').getByTestId('image-proposals')).toHaveCount(0)
  })

  await test.step('images are selected with Ctrl; a failure leads to its image', async () => {
    await window.imageRow('a.jpg').click({ modifiers: ['ControlOrMeta'] })
    await expect(page.locator('[data-testid="image-row"][data-marked]')).toHaveCount(2)
    await writeFile(join(images, 'a.jpg'), 'not a picture any more')
    await window.chooseInMenu('Segment', 'Segment selected images…')
    await expect(page.getByTestId('segment-dialog')).toContainText('Segment 2 images')
    await page.getByTestId('segment-only-without').click()
    await page.getByTestId('segment-start').click()
    await waitForTask(page, 'finished', 1)
    await page.getByTestId('task-failures').click()
    await page.getByTestId('task-failure').click()
    expect(await window.currentImage()).toBe('a.jpg')
  })
})
