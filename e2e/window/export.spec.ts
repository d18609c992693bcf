import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { formatIdSchema } from '@shared/schema/formats'
import { expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

const size = { width: 320, height: 240 }
const picture = disc(size, { x: 100, y: 100, radius: 60 }).toBuffer('image/png')

test(
  'every format is written from the sample project with nothing lost',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const { page, window } = await start({ args: ['--sample'] })
    await expect(window.imageRows()).toHaveCount(4)
    await window.openImage('march-pastoral.jpg')
    await window.renameClass(0, 'sheep')
    await window.chooseTool('rectangle')
    await window.drawRectangle({ x: 424, y: 166 }, { x: 760, y: 442 })
    await window.chooseTool('brush')
    await window.page.keyboard.press('Escape')
    await window.drag({ x: 200, y: 200 }, { x: 260, y: 240 }, { x: 300, y: 220 })
    await window.waitForSaved()
    for (const format of formatIdSchema.options) {
      await test.step(format, async () => {
        const exports = join(folder, 'exports', format)
        await putFiles(exports, { 'keep.txt': '' })
        await window.exportTo(exports, format)
        await expect(page.getByTestId('export-result')).toHaveAttribute('data-result', 'done')
        await expect(page.getByTestId('export-check')).toHaveAttribute('data-lost', '0')
        await expect(page.getByTestId('export-check')).toContainText('0 lost')
        expect((await readdir(exports)).filter((name) => name.endsWith(`-${format}`))).toHaveLength(1)
        await page.getByTestId('export-close').click()
      })
    }
  }
)

test('a problem is one click away, and the export one more', { tag: '@smoke' }, async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putFiles(images, { 'a.png': picture, 'b.png': picture })
  const { page, window } = await start({ args: [images] })
  await window.openImage('b.png')
  await window.renameClass(0, 'ball')
  await window.chooseTool('rectangle')
  await window.drawRectangle({ x: 150, y: 150 }, { x: 200, y: 200 })
  // The same once more: a duplicate.
  await window.drawRectangle({ x: 150, y: 150 }, { x: 200, y: 200 })
  await window.openImage('a.png')

  await page.keyboard.press('ControlOrMeta+e')
  await page.getByTestId('export-format-voc').click()
  await page.getByTestId('export-check-show').click()
  await page.locator('[data-testid="export-problem"][data-code="object-duplicate"]').first().click()
  await expect(page.getByTestId('export-dialog')).toHaveCount(0)
  await expect(window.canvas).toHaveAttribute('data-image', /./)
  await expect.poll(() => window.currentImage()).toBe('b.png')
  await expect(window.selectedRows()).toHaveCount(1)

  await page.keyboard.press('Delete')
  await window.waitForObjects(1)
  await window.waitForSaved()
  await page.getByTestId('toast-offer').click()
  await expect(page.getByTestId('export-problems')).toBeVisible()
  await expect(page.locator('[data-testid="export-problem"][data-code="object-duplicate"]')).toHaveCount(0)
  await page.getByTestId('export-problems-back').click()
  await expect(page.getByTestId('export-format-voc')).toBeChecked()
})

test('what simplified outlines cost is measured on the objects of the project', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putFiles(images, { 'a.png': picture })
  const { page, window } = await start({ args: [images] })
  await window.openImage('a.png')
  await window.chooseTool('brush')
  await window.drag({ x: 60, y: 60 }, { x: 160, y: 100 }, { x: 100, y: 180 })
  await window.waitForSaved()
  await page.keyboard.press('ControlOrMeta+e')
  const cost = page.getByTestId('export-tolerance-cost')
  await expect(cost).toContainText('every pixel')
  const slider = page.getByTestId('export-tolerance').getByRole('slider')
  await slider.focus()
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
  await expect(cost).toContainText('Tested on 1 of your masks: mean IoU 0.9')
})
