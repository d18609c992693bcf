import { join } from 'node:path'
import { expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

const picture = disc({ width: 400, height: 300 }, { x: 200, y: 150, radius: 90 }).toBuffer('image/png')

test(
  'classes are added, renamed and recoloured, and objects change theirs',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'one.png': picture })
    const { page, window } = await start({ args: [images] })
    const names = expect(window.classRows().locator('[aria-pressed]'))
    const undoToast = page.getByTestId('toast-undo')
    const classes = expect.poll(async () => (await window.storedObjects()).map(({ labelId }) => labelId))
    await window.openImage('one.png')

    await test.step('renaming the first class, and taking it back in the notice', async () => {
      await window.renameClass(0, 'lamb')
      await undoToast.click()
      await names.toHaveText(['object'])
      await window.renameClass(0, 'lamb')
      await page.getByRole('button', { name: 'Undo rename class' }).click()
      await names.toHaveText(['object'])
      await expect(undoToast).toHaveCount(0)
      await page.getByRole('button', { name: 'Redo rename class' }).click()
      await names.toHaveText(['lamb'])
    })

    await test.step('adding classes; the newest becomes the current one', async () => {
      await window.addClass('boat')
      await expect(window.currentClass).toHaveAttribute('data-name', 'boat')
      await undoToast.click()
      await names.toHaveText(['lamb'])
      await window.addClass('boat')
      await window.addClass('лодка')
      await names.toHaveText(['lamb', 'boat', 'лодка'])
    })

    await test.step('a name that is taken is refused, and said so', async () => {
      await page.getByTestId('class-add-field').fill('boat')
      await page.keyboard.press('Enter')
      await expect(page.getByText('A class named “boat” already exists.')).toBeVisible()
      await names.toHaveText(['lamb', 'boat', 'лодка'])
      await page.getByTestId('class-add-field').fill('')
      await page.keyboard.press('Escape')
    })

    await test.step('recolouring, which the canvas follows', async () => {
      await page.keyboard.press('1')
      await window.chooseTool('rectangle')
      await window.drag({ x: 20, y: 20 }, { x: 120, y: 120 })
      await classes.toEqual([1])
      // What was drawn is filled a little more while it is no object yet.
      await window.waitForObjects(1)
      await expect(window.canvas).toHaveAttribute('data-path', 'rectangle.idle')
      const before = await window.colorAt({ x: 60, y: 60 }, 'all')
      const swatch = window.classRows().first().getByTestId('class-color')
      await swatch.click()
      await page.getByRole('button', { name: 'Color #' }).nth(3).click()
      await expect.poll(() => window.colorAt({ x: 60, y: 60 }, 'all')).not.toEqual(before)
      await undoToast.click()
      await expect.poll(() => window.colorAt({ x: 60, y: 60 }, 'all')).toEqual(before)
    })

    await test.step('number keys choose a class, and give it to what is selected', async () => {
      await page.keyboard.press('3')
      await expect(window.currentClass).toHaveAttribute('data-name', 'лодка')
      await window.drag({ x: 220, y: 20 }, { x: 320, y: 120 })
      await classes.toEqual([1, 3])
      await window.chooseTool('select')
      await window.click({ x: 270, y: 70 })
      await page.keyboard.press('2')
      await classes.toEqual([1, 2])
      await expect(window.objectRows().nth(1)).toHaveAttribute('data-class', 'boat')
      await window.undo()
      await classes.toEqual([1, 3])
      await window.redo()
      await classes.toEqual([1, 2])
    })

    await test.step('the menu of an object changes its class', async () => {
      await window.objectRows().first().getByTestId('object-class').click()
      await page.getByTestId('object-class-option').filter({ hasText: 'лодка' }).click()
      await classes.toEqual([3, 2])
      await window.undo()
      await classes.toEqual([1, 2])
      await expect(window.classRows().first().getByTestId('class-count')).toHaveText('1')
    })

    await test.step('digits that are typed into a field choose nothing', async () => {
      await window.addClass('2 masts')
      await expect(window.currentClass).toHaveAttribute('data-name', '2 masts')
      await classes.toEqual([1, 2])
    })

    await test.step('closing the project takes the offer to undo away', async () => {
      await expect(undoToast).toBeVisible()
      await page.keyboard.press('ControlOrMeta+w')
      await expect(page.getByTestId('welcome')).toBeVisible()
      await expect(undoToast).toHaveCount(0)
    })
  }
)
