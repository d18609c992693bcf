import { join } from 'node:path'
import { expect, test } from '../support/app'
import { nearBox } from '../support/expectations'
import { makeProject } from '../support/madeProject'
import { putPhotos } from '../support/photos'

// The made rectangles lie at (100 + 50 n, 100) and are 30 × 40 pixels.
const second = { x: 215, y: 120 }

test(
  'objects are copied to another image, merged, and taken apart, by keys',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const userData = join(folder, 'user-data')
    await putPhotos(images, { 'a.jpg': 'march-pastoral', 'b.jpg': 'march-pastoral' })
    await makeProject(images, userData, 3)
    const { page, window } = await start({ args: [images], userData })

    await test.step('GIVEN an image with three rectangles', async () => {
      await window.openImage('a.jpg')
      await window.waitForObjects(3)
    })

    await test.step('WHEN all are copied to the next image, THEN they lie at the same places', async () => {
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.press('ControlOrMeta+c')
      await page.keyboard.press('d')
      await expect(window.imageRow('b.jpg')).toHaveAttribute('data-current', 'true')
      await window.waitForObjects(0)
      await page.keyboard.press('ControlOrMeta+v')
      await window.waitForObjects(3)
      await window.waitForSaved()
      expect((await window.storedBoxes())[1]).toEqual([200, 100, 30, 40])
    })

    await test.step('WHEN they are merged and split, THEN each is a mask of its own', async () => {
      await page.keyboard.press('m')
      await window.waitForObjects(1)
      await page.keyboard.press('Shift+m')
      await window.waitForObjects(3)
      await window.waitForSaved()
      const kinds = (await window.storedObjects()).map(({ shape }) => shape.kind)
      expect(kinds).toEqual(['mask', 'mask', 'mask'])
    })

    await test.step('WHEN all is undone, THEN the image is as empty as it was', async () => {
      for (let i = 0; i < 3; i++) await window.undo()
      await window.waitForObjects(0)
    })
  }
)

test('arrow keys move an object by pixels, in one step that can be undone', async ({ start, folder }) => {
  const images = join(folder, 'images')
  const userData = join(folder, 'user-data')
  await putPhotos(images, { 'a.jpg': 'march-pastoral' })
  await makeProject(images, userData, 2)
  const { page, window } = await start({ args: [images], userData })
  await window.waitForObjects(2)
  await window.click(second)
  await page.keyboard.down('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.up('ArrowRight')
  await window.waitForSaved()
  expect((await window.storedBoxes())[1]).toEqual([201, 110, 30, 40])
  await window.undo()
  await expect.poll(() => window.storedBoxes()).toContainEqual([200, 100, 30, 40])
})

test(
  'the right button opens a menu for what lies there; C finds the class by typing',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const userData = join(folder, 'user-data')
    await putPhotos(images, { 'a.jpg': 'march-pastoral' })
    await makeProject(images, userData, 2)
    const { page, window } = await start({ args: [images], userData })
    const region = page.getByRole('application')
    await window.waitForObjects(2)

    await test.step('WHEN the right button is pressed on an object, THEN its menu can lock it', async () => {
      await window.click(second, 'right')
      await expect(window.selectedRows()).toHaveCount(1)
      await page.getByTestId('menu-object.toggleLocked').click()
      await expect(page.getByTestId('object-unlock')).toHaveCount(1)
      await expect(page.getByTestId('context-menu')).toHaveCount(0)
      await expect(region).toBeFocused()
    })

    await test.step('WHEN it is unlocked and C is pressed, THEN typing makes a class and gives it', async () => {
      await page.keyboard.press('l')
      await expect(page.getByTestId('object-unlock')).toHaveCount(0)
      await page.keyboard.press('c')
      const field = page.getByTestId('class-picker').getByRole('textbox')
      await expect(field).toBeFocused()
      await page.keyboard.type('fence')
      await page.keyboard.press('Enter')
      await expect(window.selectedRows()).toHaveAttribute('data-class', 'fence')
      await expect(window.currentClass).toHaveAttribute('data-name', 'fence')
    })

    await test.step('WHEN all objects are hidden, THEN the window says so, and shows them again', async () => {
      await page.keyboard.press('Shift+h')
      await page.getByTestId('objects-hidden').getByRole('button').click()
      await expect(page.getByTestId('objects-hidden')).toHaveCount(0)
    })

    await test.step('WHEN the class is not used any more, THEN it can be deleted', async () => {
      await window.addClass('spare')
      const row = window.classRows().filter({ hasText: 'spare' })
      await row.hover()
      await row.getByTestId('class-delete').click()
      await expect(row).toHaveCount(0)
    })
  }
)

test('a rectangle is outlined by SAM, and corrected with a point', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putPhotos(images, { 'a.jpg': 'march-pastoral' })
  const { page, window } = await start({ args: [images] })
  await window.openImage('a.jpg')
  await window.waitForEmbedding('a.jpg')
  await window.chooseTool('rectangle')
  await window.drawRectangle({ x: 424, y: 166 }, { x: 760, y: 442 })
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Shift+s')
  await window.waitForPrompt({ points: 0 })
  await window.click({ x: 530, y: 370 }, 'right')
  await window.waitForPrompt({ points: 1 })
  await page.keyboard.press('Enter')
  await window.waitForSaved()
  await expect
    .poll(async () => (await window.storedObjects()).map(({ shape }) => shape.kind))
    .toEqual(['mask'])
  const [object] = await window.storedObjects()
  expect(object).toMatchObject({ source: 'box', prompt: { points: [{ label: 0 }] } })
  expect((await window.storedBoxes())[0]).not.toEqual(nearBox(424, 166, 336, 276))
  await window.undo()
  await expect
    .poll(async () => (await window.storedObjects()).map(({ shape }) => shape.kind))
    .toEqual(['rect'])
})
