import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

const picture = disc({ width: 400, height: 300 }, { x: 200, y: 150, radius: 90 }).toBuffer('image/png')
const modelFolder = 'resources/models/mobile-sam'

/** What can be wrong with the model's folder, and the sentence that says it. */
const troubles: readonly {
  readonly name: string
  readonly spoil: (folder: string) => Promise<void>
  readonly told: RegExp
}[] = [
  {
    name: 'missing',
    spoil: (folder) => rm(join(folder, 'encoder.onnx')),
    told: /The model file .*encoder\.onnx is missing\. Reinstall the app or run setup/
  },
  {
    name: 'altered',
    spoil: async (folder) => {
      const file = join(folder, 'encoder.onnx')
      const bytes = await readFile(file)
      bytes[10_000_000] = (bytes[10_000_000] ?? 0) ^ 1
      await writeFile(file, bytes)
    },
    told: /The model file .*encoder\.onnx was modified \(its hash does not match\)/
  }
]

for (const { name, spoil, told } of troubles) {
  test(`the model is ${name}: that is told in words, and drawing by hand works`, async ({
    start,
    folder
  }) => {
    const images = join(folder, 'images')
    const model = join(folder, 'model')
    await putFiles(images, { 'one.png': picture })
    await cp(modelFolder, model, { recursive: true })
    await spoil(model)
    const { page, window } = await start({ args: [images], env: { MASKWRIGHT_MODEL_DIR: model } })

    await test.step('in a notice, and for as long as it lasts in the status bar', async () => {
      await expect(page.getByRole('alert').filter({ hasText: told })).toHaveCount(1)
      const status = page.getByTestId('status-engine')
      await expect(status).toHaveText('Engine not running')
      await expect(status).toHaveAttribute('title', told)
    })

    await test.step('a click with the point tool says the same, and makes nothing', async () => {
      await window.openImage('one.png')
      await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
      await expect(page.getByRole('alert')).toHaveCount(0)
      await window.chooseTool('point')
      await window.click({ x: 200, y: 150 })
      await expect(page.getByRole('alert').filter({ hasText: told })).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(window.objectRows()).toHaveCount(0)
    })

    await test.step('a rectangle is drawn and kept', async () => {
      await window.chooseTool('rectangle')
      await window.drag({ x: 100, y: 60 }, { x: 200, y: 160 })
      await expect.poll(() => window.storedObjects()).toHaveLength(1)
    })

    if (name !== 'missing') return
    await test.step('the engine starts once the file is back', async () => {
      await cp(join(modelFolder, 'encoder.onnx'), join(model, 'encoder.onnx'))
      await page.getByTestId('engine-restart').click()
      await window.waitForEmbedding('one.png')
      await window.chooseTool('point')
      await window.click({ x: 300, y: 150 })
      await window.waitForPrompt()
    })
  })
}
