import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/app'
import { putPhotos } from '../support/photos'
import { putFiles } from '../support/pictures'

test('the caches are cleared while a project is open', async ({ start, folder }, info) => {
  const images = join(folder, 'images')
  const userData = join(folder, 'user-data')
  await putPhotos(images, { 'a.jpg': 'march-pastoral', 'b.jpg': 'allium-oreophilum' })
  // Nothing is encoded ahead, so that only what is opened is kept.
  await putFiles(userData, { 'settings.json': JSON.stringify({ encodeAhead: 0 }) })
  const { page, window } = await start({ args: [images] })
  const kept = async (cache: 'embeddings' | 'thumbnails', end: string): Promise<number> => {
    return (await readdir(join(userData, cache))).filter((name) => name.endsWith(end)).length
  }
  await window.openImage('a.jpg')
  await window.waitForEmbedding('a.jpg')
  await expect.poll(() => kept('embeddings', '.emb')).toBeGreaterThan(0)
  await expect.poll(() => kept('thumbnails', '.jpg')).toBe(2)

  for (const language of ['ru', 'en'] as const) {
    await window.changeSettings({ language })
    await page.keyboard.press('ControlOrMeta+,')
    await expect(page.getByTestId('caches-size')).toContainText(
      language === 'en' ? /[1-9].* MB/ : /[1-9].* МБ/
    )
    const dialog = page.getByTestId('settings-dialog').locator('section')
    await page.getByTestId('caches-clear').click()
    await page.getByTestId('caches').scrollIntoViewIfNeeded()
    const path = process.env['MASKWRIGHT_DEMO_OUTPUT']
    const body = await dialog.screenshot(
      path === undefined ? {} : { path: join(path, `caches-${language}.png`) }
    )
    await info.attach(`caches-${language}`, { body, contentType: 'image/png' })
    // Cancelled first, so that nothing is deleted by one click.
    await page.getByTestId('caches-cancel').click()
    expect(await kept('thumbnails', '.jpg')).toBe(2)
    await window.closeDialog()
  }

  await page.keyboard.press('ControlOrMeta+,')
  await page.getByTestId('caches-clear').click()
  await page.getByTestId('caches-confirm').click()
  await expect(page.getByText('are recreated when needed')).toBeVisible()
  await expect(page.getByTestId('caches-clear')).toBeDisabled()
  expect(await kept('embeddings', '')).toBe(0)
  expect(await kept('thumbnails', '')).toBe(0)
  await window.closeDialog()
  await window.closeNotices()

  await test.step('the open image and the others still work', async () => {
    await window.chooseTool('point')
    await window.click({ x: 530, y: 370 })
    await window.waitForPrompt({ points: 1 })
    await window.accept()
    await window.waitForObjects(1)
    await window.openImage('b.jpg')
    await window.waitForEmbedding('b.jpg')
    await expect.poll(() => kept('embeddings', '.emb')).toBe(1)
    await window.openImage('a.jpg')
    await window.waitForObjects(1)
  })
})
