import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/app'
import { hugePng } from '../support/brokenFiles'
import { photo } from '../support/photos'
import { disc, putFiles } from '../support/pictures'

const good = disc({ width: 400, height: 300 }, { x: 200, y: 150, radius: 90 }).toBuffer('image/png')
const medium = disc({ width: 1200, height: 1000 }, { x: 600, y: 500, radius: 200 }).toBuffer('image/png')

test('files that are no images are told apart in words, and do not stop the rest', async ({
  start,
  folder
}) => {
  const images = join(folder, 'images')
  const jpeg = await readFile(photo('march-pastoral'))
  await putFiles(images, {
    'a good.png': good,
    'b truncated.jpg': jpeg.subarray(0, jpeg.length / 2),
    'c text.jpg': 'This is a shopping list: bread, milk.\n'.repeat(20),
    'd empty.jpg': '',
    'e huge.png': hugePng(30_000, 30_000),
    'f medium.png': medium,
    'g good.png': good
  })
  const { page, window } = await start({ args: [images] })
  const reason = page.getByTestId('image-unreadable')

  const bad = {
    'b truncated.jpg': /b truncated\.jpg cannot be read as an image: the file is truncated/,
    'c text.jpg': /c text\.jpg cannot be read as an image: the file is not an image in a supported format/,
    'd empty.jpg': /d empty\.jpg cannot be read as an image: the file is empty/,
    'e huge.png': /e huge\.png has 900 megapixels; the limit is 200\. Increase the limit in the settings\./
  }

  await test.step('the list marks them without their being opened', async () => {
    await expect(window.imageRows()).toHaveCount(7)
    for (const path of Object.keys(bad)) {
      await expect(window.imageRow(path)).toHaveAttribute('data-problem', /image-(unreadable|too-large)/)
    }
    await expect(page.getByTestId('filter-problems')).toContainText('4')
  })

  for (const [path, text] of Object.entries(bad)) {
    await test.step(`${path} says why it cannot be shown`, async () => {
      await window.imageRow(path).click()
      await expect(window.imageRow(path)).toHaveAttribute('data-current', 'true')
      await expect(reason).toContainText(text)
      await expect(window.imageRow(path)).toHaveAttribute('title', text)
    })
  }

  await test.step('the others are worked on as ever', async () => {
    await window.openImage('g good.png')
    await window.waitForEmbedding('g good.png')
    await window.chooseTool('point')
    await window.click({ x: 200, y: 150 })
    await window.waitForPrompt()
    await window.accept()
  })

  await test.step('an image over the limit is shown once the limit is raised', async () => {
    await window.openImage('f medium.png')
    await window.setNumber('pixelLimitMegapixels', 1)
    await window.imageRow('a good.png').click()
    await window.imageRow('f medium.png').click()
    await expect(reason).toContainText('f medium.png has 1.2 megapixels; the limit is 1.')
    await window.setNumber('pixelLimitMegapixels', 2)
    await expect(reason).toHaveCount(0)
    await window.waitForEmbedding('f medium.png')
  })
})

test(
  'a folder without images says so, and shows images that are put there',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await mkdir(images)
    await putFiles(images, { 'notes.txt': 'nothing to see' })
    const { page, window } = await start({ args: [images] })
    await expect(page.getByText('No images in this folder')).toBeVisible()
    await putFiles(images, { 'sub/one.png': good })
    await page.keyboard.press('F5')
    await expect(window.imageRows()).toHaveCount(1)
    await window.openImage('sub/one.png')
  }
)
