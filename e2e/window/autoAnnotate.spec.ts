import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ModelsDialog } from '../pages/models'
import { expect, test } from '../support/app'
import { putPhotos } from '../support/photos'

const yolox = '../shared/fixtures/models/yolox_nano.onnx'

test('images are annotated by a detector, and compared with it', async ({ start, folder }, info) => {
  test.skip(!existsSync(yolox), `needs ${yolox}`)
  test.setTimeout(240_000)
  const images = join(folder, 'images')
  await putPhotos(images, { 'a.jpg': 'nagasaki-boats', 'b.jpg': 'nagasaki-boats' })
  const { app, page, window } = await start({ args: [images] })
  await window.openImage('a.jpg')
  const picture = async (name: string): Promise<void> => {
    await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' })
  }
  const bar = page.getByTestId('task-bar')

  await test.step('a detector is added to the library', async () => {
    const models = new ModelsDialog(page, app)
    await models.open()
    await models.look(yolox)
    await page.getByTestId('inspection-add').click()
    await expect(models.card('yolox_nano')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('a class is chosen by its name, and all images are done', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+a')
    await page.getByTestId('annotate-filter').fill('boat, person')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('annotate-chosen')).toHaveText('2 classes')
    await picture('dialog')
    await page.getByTestId('annotate-start').click()
    await expect(bar).toHaveAttribute('data-state', 'finished', { timeout: 120_000 })
    await expect(page.getByTestId('object-row').first()).toBeVisible()
    await picture('annotated')
    await page.getByTestId('task-dismiss').click()
  })

  await test.step('an object that is deleted is told as a difference', async () => {
    await page.getByTestId('object-row').first().click()
    await page.keyboard.press('Delete')
    await page.keyboard.press('ControlOrMeta+Shift+a')
    await page.getByTestId('annotate-into-differences').click()
    await page.getByTestId('annotate-start').click()
    await expect(bar).toHaveAttribute('data-state', 'finished', { timeout: 120_000 })
    await page.getByTestId('task-differences').click()
    await expect(page.getByTestId('difference').first()).toHaveAttribute('data-kind', 'unlabelled')
    await page.getByTestId('difference').first().click()
    await picture('differences')
  })
})
