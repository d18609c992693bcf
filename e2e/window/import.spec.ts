import { join } from 'node:path'
import { ImportDialog } from '../pages/importDialog'
import { expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

const size = { width: 320, height: 240 }
const picture = disc(size, { x: 100, y: 100, radius: 60 }).toBuffer('image/png')

/** A small COCO file: gaps in the ids, an image that the project does not have, and a polygon that is broken. */
const coco = {
  images: [
    { id: 3, file_name: 'a.png', ...size },
    { id: 7, file_name: 'day 2/b.png', ...size },
    { id: 8, file_name: 'elsewhere.png', ...size }
  ],
  categories: [
    { id: 5, name: 'ball' },
    { id: 90, name: 'a class with a very long name that hardly fits into any column of any table' }
  ],
  annotations: [
    { id: 1, image_id: 3, category_id: 5, segmentation: [[40, 100, 100, 40, 160, 100, 100, 160]] },
    { id: 2, image_id: 3, category_id: 5, segmentation: [[10, 10, 50, 10, 50]] },
    {
      id: 3,
      image_id: 7,
      category_id: 90,
      iscrowd: 1,
      segmentation: { size: [240, 320], counts: [2410, 100, 140, 100, 74050] }
    },
    { id: 4, image_id: 8, category_id: 90, bbox: [10, 10, 40, 30] }
  ].map((annotation) => ({ area: 1, bbox: [0, 0, 1, 1], iscrowd: 0, ...annotation }))
}

const labelme = (label: string): string =>
  JSON.stringify({
    version: '5.4.1',
    flags: {},
    imagePath: 'a.png',
    imageData: null,
    imageWidth: size.width,
    imageHeight: size.height,
    shapes: [
      {
        label,
        shape_type: 'rectangle',
        points: [
          [20, 30],
          [120, 90]
        ],
        flags: {},
        group_id: null
      },
      {
        label,
        shape_type: 'polygon',
        points: [
          [200, 20],
          [280, 30],
          [240, 120]
        ],
        flags: {},
        group_id: null
      }
    ]
  })

test(
  'a COCO file is looked at, mapped, imported and taken back',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'a.png': picture, 'day 2/b.png': picture })
    const file = join(folder, 'instances.json')
    await putFiles(folder, { 'instances.json': JSON.stringify(coco) })
    const { page, window } = await start({ args: [images] })
    await window.openImage('a.png')
    await window.renameClass(0, 'round thing')
    const dialog = new ImportDialog(window)

    await test.step('what was found is shown', async () => {
      await dialog.open('file', file)
      await expect(page.getByTestId('import-format')).toHaveAttribute('data-format', 'coco')
      await expect(page.getByTestId('import-matched')).toHaveAttribute('data-count', '2')
      await expect(page.getByTestId('import-unmatched')).toHaveAttribute('data-count', '1')
      await page.getByTestId('import-unmatched').click()
      await expect(page.getByTestId('import-unmatched')).toContainText('elsewhere.png')
      await expect(page.getByTestId('import-summary')).toHaveText('2 classes will be created')
    })

    await test.step('a class becomes one of the project', async () => {
      await dialog.map('ball', 'round thing')
      await expect(page.getByTestId('import-summary')).toHaveText('1 class will be created')
    })

    await test.step('what was dropped is said item by item', async () => {
      await dialog.start()
      await expect(page.getByTestId('import-done-counts')).toContainText('2 objects on 2 images')
      await expect(dialog.items.filter({ hasText: 'Odd number of coordinates' })).toHaveCount(1)
      await expect(dialog.items.filter({ hasText: 'elsewhere.png' })).not.toHaveCount(0)
      await page.getByTestId('import-items-copy').click()
      await expect(page.getByTestId('import-items-copy')).toHaveText('Copied')
    })

    await test.step('the objects are there, with their classes', async () => {
      await dialog.close()
      await expect(window.objectRows()).toHaveCount(1)
      await expect(window.objectRows().first()).toHaveAttribute('data-class', 'round thing')
      await expect(window.classRows()).toHaveCount(2)
      await expect(window.imageRow('day 2/b.png')).toHaveAttribute('aria-label', /1 object$/)
    })

    await test.step('a notice takes the import back as one step', async () => {
      await page.getByTestId('toast-undo').click()
      await expect(window.notice('Import undone')).toBeVisible()
      await expect(window.objectRows()).toHaveCount(0)
      await expect(window.imageRow('day 2/b.png')).toHaveAttribute('aria-label', /0 objects$/)
      await expect(window.classRows()).toHaveCount(1)
    })

    await test.step('the menu does it again', async () => {
      await window.chooseInMenu('Edit', 'Redo import')
      await expect(window.objectRows()).toHaveCount(1)
      await expect(window.classRows()).toHaveCount(2)
    })
  }
)

test(
  'a LabelMe folder replaces objects, and later edits are not lost without a question',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const labels = join(folder, 'labels')
    await putFiles(images, { 'a.png': picture })
    await putFiles(labels, { 'a.json': labelme('kite') })
    const { page, window } = await start({ args: [images] })
    await window.openImage('a.png')
    await window.chooseTool('rectangle')
    await window.drawRectangle({ x: 150, y: 150 }, { x: 200, y: 200 })
    const dialog = new ImportDialog(window)

    await test.step('the objects that were there make way', async () => {
      await dialog.open('folder', labels)
      await expect(page.getByTestId('import-format')).toHaveAttribute('data-format', 'labelme')
      await dialog.chooseExisting('replace')
      await dialog.start()
      await expect(page.getByTestId('import-done-counts')).toContainText('1 object replaced')
      await dialog.close()
      await expect(window.objectRows()).toHaveCount(2)
    })

    await test.step('an image that was edited since is asked about', async () => {
      await window.drawRectangle({ x: 20, y: 150 }, { x: 60, y: 200 })
      await window.chooseInMenu('Edit', 'Undo last import')
      await page.getByTestId('import-edited-keep').click()
      await expect(window.objectRows()).toHaveCount(3)
      await window.chooseInMenu('Edit', 'Undo last import')
      await page.getByTestId('import-edited-undo').click()
      await expect(window.objectRows()).toHaveCount(1)
      expect(await window.storedBoxes()).toEqual([[150, 150, 50, 50]])
    })

    await test.step('images with objects can be left alone', async () => {
      await dialog.open('folder', labels)
      await dialog.chooseExisting('skip')
      await dialog.start()
      await expect(page.getByTestId('import-done-counts')).toContainText('1 image skipped')
      await dialog.close()
      await expect(window.objectRows()).toHaveCount(1)
    })
  }
)

test('what is no dataset is refused with the reason', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putFiles(images, { 'a.png': picture })
  await putFiles(join(folder, 'empty'), { 'notes.txt': 'nothing' })
  const { page, window } = await start({ args: [images] })
  await window.openImage('a.png')
  await window.answerFolderDialogs(join(folder, 'empty'))
  await page.keyboard.press('ControlOrMeta+i')
  await page.getByTestId('import-choose-folder').click()
  await expect(page.getByTestId('import-problem')).toBeVisible()
  await expect(page.getByTestId('import-choose-folder')).toBeVisible()
})
