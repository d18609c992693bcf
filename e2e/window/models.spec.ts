import { existsSync } from 'node:fs'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  efficientSamDecoder,
  efficientSamEncoder
} from '../../src/engine/prompt/families/testing/mobileSamAs'
import { zipOf } from '../../src/engine/models/testing/zip'
import { ModelsDialog } from '../pages/models'
import { expect, test } from '../support/app'
import { serveModel } from '../support/modelServer'
import { disc, putFiles } from '../support/pictures'

const yolox = '../shared/fixtures/models/yolox_nano.onnx'
const own = 'resources/models/mobile-sam'
const picture = disc({ width: 400, height: 300 }, { x: 200, y: 150, radius: 90 }).toBuffer('image/png')

test('a detector from the disk: looked at, added, measured, used, removed', async ({
  start,
  folder
}, info) => {
  test.skip(!existsSync(yolox), `needs ${yolox}`)
  test.setTimeout(180_000)
  const { page, shell } = await start()
  const models = new ModelsDialog(page, shell)
  await models.open()

  await test.step('the model that comes with the program is there, is used, and cannot be removed', async () => {
    const card = models.card('MobileSAM')
    await expect(card.getByTestId('model-chosen')).toBeVisible()
    await expect(card).toContainText('9.8M')
    await expect(card.getByTestId('model-remove')).toHaveCount(0)
  })

  await test.step('what is no model is named, and nothing is added', async () => {
    const notes = join(folder, 'notes.onnx')
    await writeFile(notes, 'These are no weights.')
    await models.look(notes)
    await expect(page.getByTestId('inspection-problem')).toHaveAttribute('data-problem', 'model-unreadable')
  })

  await test.step('a dry run says what was recognised', async () => {
    await models.look(yolox)
    const found = page.getByTestId('inspection')
    await expect(found).toContainText('Detected YOLOX: object detection')
    await expect(found).toContainText('416 × 416')
    await expect(found).toContainText('80 classes')
    await info.attach('dry-run', { body: await page.screenshot(), contentType: 'image/png' })
    expect(await readdir(join(folder, 'user-data/models'))).not.toContainEqual(
      expect.stringContaining('yolox')
    )
  })

  await test.step('it is added under the name that the user gives', async () => {
    await page.getByTestId('inspection-name').fill('YOLOX nano')
    await page.getByTestId('inspection-licence').fill('Apache-2.0')
    await page.getByTestId('inspection-add').click()
    await expect(models.card('YOLOX nano')).toContainText('Apache-2.0')
  })

  await test.step('its speed on this machine is measured and shown', async () => {
    const card = models.card('YOLOX nano')
    await card.getByTestId('model-test').click()
    await expect(card.getByTestId('model-speed')).toHaveAttribute('data-measured', 'true', {
      timeout: 90_000
    })
    await expect(card).toContainText(/CPU: [\d.,]+ ms per image/)
  })

  await test.step('it is used, which is remembered', async () => {
    const card = models.card('YOLOX nano')
    await card.getByTestId('model-use').click()
    await expect(card.getByTestId('model-chosen')).toBeVisible({ timeout: 60_000 })
    await info.attach('installed', { body: await page.screenshot(), contentType: 'image/png' })
    const settings = JSON.parse(await readFile(join(folder, 'user-data/settings.json'), 'utf8')) as object
    expect(settings).toMatchObject({ detectorModel: expect.stringMatching(/^yolox-nano-/) })
  })

  await test.step('it is removed after a question', async () => {
    const card = models.card('YOLOX nano')
    await card.getByTestId('model-remove').click()
    await card.getByTestId('model-remove-yes').click()
    await expect(card).toHaveCount(0)
  })
})

test('a download that is cut off goes on, and the model answers clicks', async ({ start, folder }, info) => {
  test.setTimeout(240_000)
  const archive = zipOf(
    {
      'sam/sam_vit_b_01ec64.encoder.onnx': await readFile(join(own, 'encoder.onnx')),
      'sam/sam_vit_b_01ec64.decoder.onnx': await readFile(join(own, 'decoder.onnx'))
    },
    'stored'
  )
  const server = await serveModel(archive)
  const images = join(folder, 'images')
  await putFiles(images, { 'one.png': picture })
  const { page, shell, window } = await start({ args: [images] })
  const models = new ModelsDialog(page, shell)
  await window.waitForEmbedding('one.png')
  await models.open()
  await models.setMirror(server.base)

  await test.step('a server that cuts every connection: the part is kept, and the reason told', async () => {
    const row = models.row('sam-vit-b')
    await expect(row).toContainText('verified against the first download only')
    // Less than Electron's network hands over at once: what it has received when the connection ends must not be lost.
    server.cutAfter = 100_000
    await row.getByTestId('catalogue-download').click()
    await expect.poll(() => server.starts.length, { timeout: 20_000 }).toBeGreaterThan(3)
    expect(server.starts.slice(0, 4)).toEqual([0, 100_000, 200_000, 300_000])
    server.cutAfter = 3_000_000
    // The server goes away in the middle, so that no new attempt gets on.
    await expect.poll(() => Math.max(...server.starts)).toBeGreaterThan(3_000_000)
    await row.getByTestId('catalogue-pause').click()
    await expect(row).toHaveAttribute('data-download', 'stopped')
    await expect(row).toContainText('Paused at')
    await info.attach('paused', { body: await page.screenshot(), contentType: 'image/png' })
  })

  await test.step('it is continued where it ended, checked, and installed', async () => {
    server.cutAfter = null
    const row = models.row('sam-vit-b')
    await row.getByTestId('catalogue-download').click()
    await expect(row.getByTestId('catalogue-installed')).toBeVisible({ timeout: 60_000 })
    expect(server.starts.at(-1)).toBeGreaterThan(3_000_000)
  })

  await test.step('something else than what is published is not used', async () => {
    const row = models.row('yolox-nano')
    await row.getByTestId('catalogue-download').click()
    await expect(row).toHaveAttribute('data-download', 'failed', { timeout: 60_000 })
    await expect(row).toContainText('does not match the expected hash')
    await info.attach('wrong-hash', { body: await page.screenshot(), contentType: 'image/png' })
  })

  await test.step('the model is tried out and used, and the engine starts with it', async () => {
    await models.tab('installed')
    const card = models.card('SAM ViT-B')
    await card.getByTestId('model-use').click()
    await expect(card.getByTestId('model-chosen')).toBeVisible({ timeout: 90_000 })
    await expect(page.getByTestId('status-model')).toContainText('SAM ViT-B', { timeout: 60_000 })
    await page.keyboard.press('Escape')
    await window.waitForEmbedding('one.png')
    await window.chooseTool('point')
    await window.click({ x: 200, y: 150 })
    await window.waitForPrompt()
    await page.keyboard.press('Escape')
  })
  server.close()
})

test(
  'a chosen model that was altered meanwhile is replaced, and that is told',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    test.setTimeout(180_000)
    const { page, shell } = await start()
    const models = new ModelsDialog(page, shell)
    const files = ['encoder', 'decoder'].map((part) => join(folder, `my.${part}.onnx`))
    await Promise.all(
      files.map((file) =>
        cp(join(own, file.endsWith('encoder.onnx') ? 'encoder.onnx' : 'decoder.onnx'), file)
      )
    )
    await models.open()
    await models.look(...files)
    await page.getByTestId('inspection-name').fill('My SAM')
    await page.getByTestId('inspection-add').click()
    await models.card('My SAM').getByTestId('model-use').click()
    await expect(models.card('My SAM').getByTestId('model-chosen')).toBeVisible({ timeout: 90_000 })
    await shell.close()

    const library = join(folder, 'user-data/models')
    const [name = ''] = (await readdir(library)).filter((entry) => entry.startsWith('my-sam'))
    const encoder = join(library, name, 'my.encoder.onnx')
    const bytes = await readFile(encoder)
    bytes[10_000_000] = (bytes[10_000_000] ?? 0) ^ 1
    await writeFile(encoder, bytes)

    const again = await start()
    await expect(again.page.getByTestId('status-model')).toContainText('MobileSAM', { timeout: 60_000 })
    await expect(
      again.page.getByRole('alert').filter({ hasText: /My SAM cannot be used: .* MobileSAM is used instead/ })
    ).toHaveCount(1)
  }
)

test('a model that cannot be asked everything says so where it is asked', async ({ start, folder }, info) => {
  test.setTimeout(240_000)
  const images = join(folder, 'images')
  await putFiles(images, { 'one.png': picture })
  const { page, shell, window } = await start({ args: [images] })
  const models = new ModelsDialog(page, shell)
  await window.waitForEmbedding('one.png')
  const files = [await efficientSamEncoder(folder), await efficientSamDecoder(folder)]

  await test.step('the dry run and the library say what it understands, and what not', async () => {
    await models.open()
    await expect(models.card('MobileSAM').getByTestId('model-limits')).toHaveCount(0)
    await models.look(...files)
    const found = page.getByTestId('inspection')
    await expect(found).toContainText('Detected EfficientSAM: promptable segmentation')
    await expect(found.getByTestId('model-prompts')).toHaveText('positive points, boxes')
    await expect(found.getByTestId('model-limits')).toContainText('at most 6 points')
    await info.attach('dry-run', { body: await page.screenshot(), contentType: 'image/png' })
    await page.getByTestId('inspection-name').fill('Efficient')
    await page.getByTestId('inspection-add').click()
    const card = models.card('Efficient')
    await card.getByTestId('model-use').click()
    await expect(card.getByTestId('model-chosen')).toBeVisible({ timeout: 90_000 })
    await info.attach('installed', { body: await page.screenshot(), contentType: 'image/png' })
    await page.keyboard.press('Escape')
  })

  await test.step('the tool says it, and a click on the background changes nothing', async () => {
    await expect(page.getByTestId('status-model')).toContainText('Efficient', { timeout: 60_000 })
    await window.waitForEmbedding('one.png')
    await window.chooseTool('point')
    await expect(page.getByTestId('prompt-limits')).toContainText('Efficient: no negative points')
    await info.attach('tool', { body: await page.screenshot(), contentType: 'image/png' })
    await window.click({ x: 200, y: 150 })
    await window.waitForPrompt({ points: 1 })
    await window.click({ x: 20, y: 20 }, 'right')
    await expect(
      page.getByRole('alert').filter({ hasText: 'negative points are not supported' })
    ).toHaveCount(1)
    await window.waitForPrompt({ points: 1 })
    // Two of its three masks of the disc are nearly the same.
    const chosen = window.candidates.getByRole('button', { pressed: true })
    await expect(chosen).toHaveText(/^(Part|Whole) \d+$/)
    await info.attach('refused', { body: await page.screenshot(), contentType: 'image/png' })
    await window.accept()
    await window.waitForObjects(1)
  })
})
