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
  const { page, shell, window } = await start({ args: [images] })
  await window.openImage('a.jpg')
  const picture = async (name: string): Promise<void> => {
    const path = process.env['MASKWRIGHT_DEMO_OUTPUT']
    const body = await page.screenshot(path === undefined ? {} : { path: join(path, `annotate-${name}.png`) })
    await info.attach(name, { body, contentType: 'image/png' })
  }
  const bar = page.getByTestId('task-bar')

  await test.step('a detector is added to the library', async () => {
    const models = new ModelsDialog(page, shell)
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
    for (let i = 0; i < 2; i++) {
      const before = await window.objectCount()
      await page.getByTestId('object-row').first().click()
      await page.keyboard.press('Delete')
      await window.waitForObjects(before - 1)
    }
    await page.keyboard.press('ControlOrMeta+Shift+a')
    await page.getByTestId('annotate-into-differences').click()
    await page.getByTestId('annotate-start').click()
    await expect(bar).toHaveAttribute('data-state', 'finished', { timeout: 120_000 })
    await expect(page.getByTestId('task-differences')).toHaveText(/^[1-9]\d* differences? left$/)
  })

  const left = async (): Promise<number> =>
    Number.parseInt((await page.getByTestId('task-differences').textContent()) ?? '', 10)

  await test.step('what the labels lack is drawn, and one key adds it, outlined, as one edit', async () => {
    const before = await left()
    await page.keyboard.press('n')
    await expect(page.getByTestId('difference-current')).toHaveAttribute('data-kind', 'unlabelled')
    await expect(window.canvas).toHaveAttribute('data-found', /\d/)
    await picture('difference')
    const objects = await window.objectCount()
    await page.keyboard.press('t')
    await window.waitForObjects(objects + 1)
    await expect(window.canvas).toHaveAttribute('data-found', 'none')
    await expect.poll(left).toBe(before - 1)
    await window.waitForSaved()
    await picture('difference-taken')
    const stored = await window.storedObjects()
    expect(stored.at(-1)).toMatchObject({ source: 'detector', shape: { kind: 'mask' } })
    await window.undo()
    await window.waitForObjects(objects)
    await window.redo()
    await window.waitForObjects(objects + 1)
  })

  await test.step('another one is dismissed, brought back, and dismissed; the list says how many are left', async () => {
    const before = await left()
    await page.keyboard.press('n')
    await expect(page.getByTestId('difference-current')).toBeVisible()
    await page.keyboard.press('x')
    await expect.poll(left).toBe(before - 1)
    await page.keyboard.press('u')
    await expect.poll(left).toBe(before)
    await expect(page.getByTestId('difference-current')).toBeVisible()
    await page.keyboard.press('x')
    await expect.poll(left).toBe(before - 1)
    await page.getByTestId('task-differences').click()
    await expect(page.getByTestId('difference')).toHaveCount(before - 1)
    await picture('differences')
  })
})
