import { join } from 'node:path'
import { expect, test } from '../support/app'
import { control, pressIn } from '../support/keyboard'
import { disc, putFiles } from '../support/pictures'

const picture = disc({ width: 400, height: 300 }, { x: 200, y: 150, radius: 90 }).toBuffer('image/png')

test(
  'keys, menu and palette run the same commands, in both languages',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'one.png': picture, 'two.png': picture })
    const { page, shell, window } = await start({ args: [images] })
    const tool = expect(window.canvas)
    const current = (path: string) => window.waitForImage(path)
    await window.openImage('one.png')

    await test.step('letters are physical keys, so they work with a Russian layout', async () => {
      await pressIn(page, { code: 'KeyR', key: 'к' })
      await tool.toHaveAttribute('data-tool', 'rectangle')
      await window.drag({ x: 20, y: 20 }, { x: 100, y: 100 })
      await expect(window.objectRows()).toHaveCount(1)
      await pressIn(page, { code: 'KeyZ', key: 'я' }, control)
      await expect(window.objectRows()).toHaveCount(0)
      await pressIn(page, { code: 'KeyY', key: 'н' }, control)
      await expect(window.objectRows()).toHaveCount(1)
      await pressIn(page, { code: 'KeyD', key: 'в' })
      await current('two.png')
      await pressIn(page, { code: 'KeyA', key: 'ф' })
      await current('one.png')
      await pressIn(page, { code: 'KeyV', key: 'м' })
      await tool.toHaveAttribute('data-tool', 'select')
      await pressIn(page, { code: 'KeyK', key: 'л' }, control)
      await expect(page.getByPlaceholder('Type a command…')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(page.getByPlaceholder('Type a command…')).toHaveCount(0)
    })

    await test.step('every tool has its key', async () => {
      const keys = {
        v: 'select',
        s: 'point',
        b: 'box',
        r: 'rectangle',
        g: 'polygon',
        w: 'brush',
        q: 'eraser'
      }
      for (const [key, name] of Object.entries(keys)) {
        await page.keyboard.press(key)
        await tool.toHaveAttribute('data-tool', name)
      }
    })

    await test.step('the palette finds a command by its name', async () => {
      await window.runByName('polyg')
      await tool.toHaveAttribute('data-tool', 'polygon')
      await window.runByName('next image')
      await current('two.png')
    })

    await test.step('the native menu runs them, too', async () => {
      await window.chooseInMenu('Image', 'Previous image')
      await current('one.png')
      await window.chooseInMenu('Tools', 'Select')
      await tool.toHaveAttribute('data-tool', 'select')
      await window.chooseInMenu('Edit', 'Undo')
      await expect(window.objectRows()).toHaveCount(0)
      await window.chooseInMenu('Edit', 'Redo')
      await expect(window.objectRows()).toHaveCount(1)
      await window.chooseInMenu('Edit', 'Select all objects')
      await expect(window.selectedRows()).toHaveCount(1)
      await window.chooseInMenu('Help', 'Keyboard shortcuts')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await window.closeDialog()
    })

    await test.step('a key that is typed into a field runs nothing, F1 still helps', async () => {
      await page.getByTestId('class-add-field').focus()
      await page.keyboard.type('bgs')
      await tool.toHaveAttribute('data-tool', 'select')
      await expect(page.getByTestId('class-add-field')).toHaveValue('bgs')
      await page.keyboard.press('F1')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await window.closeDialog()
      await page.getByTestId('class-add-field').fill('')
    })

    await test.step('the menu edits the text of a field that has the focus', async () => {
      const field = page.getByTestId('class-add-field')
      await field.fill('boat')
      await window.chooseInMenu('Edit', 'Select all objects')
      await window.chooseInMenu('Edit', 'Cut')
      await expect(field).toHaveValue('')
      await window.chooseInMenu('Edit', 'Paste')
      await expect(field).toHaveValue('boat')
      await field.fill('')
      await expect(window.objectRows()).toHaveCount(1)
    })

    await test.step('language and appearance change at once, in window and menu', async () => {
      await window.changeSettings({ theme: 'dark', language: 'ru' })
      await expect(page.getByTestId('images-panel')).toContainText('Изображения')
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
      await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
      // A browser has no theme of its own to set.
      expect(await shell.nativeDark()).not.toBe(false)
      await window.chooseInMenu('Изображение', 'Следующее изображение')
      await current('two.png')
      await window.changeSettings({ theme: 'light', language: 'en' })
      await expect(page.getByTestId('images-panel')).toContainText('Images')
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
    })
  }
)
