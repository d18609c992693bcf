import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Pool } from './pages/pool'
import { expect, test } from './support/app'

/** Where the demonstration leaves its pictures and exports; `npm run demo` sets it. */
const output = process.env['MASKWRIGHT_DEMO_OUTPUT']

/** Takes numbered pictures of the window. */
function album(page: Page, folder: string): (name: string) => Promise<void> {
  let number = 1
  return async (name) => {
    await page.screenshot({ path: join(folder, `${String(number++).padStart(2, '0')}-${name}.png`) })
  }
}

test(
  'a person labels the sample photographs and exports them',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const pictures = output ?? join(folder, 'demo')
    await mkdir(pictures, { recursive: true })
    const { page, window } = await start({ args: ['--sample'] })
    await page.setViewportSize({ width: 1440, height: 900 })
    const picture = album(page, pictures)

    await test.step('the sample collection is open', async () => {
      await expect(window.imageRows()).toHaveCount(4)
    })

    await test.step('a lamb is outlined with one click', async () => {
      await window.openImage('march-pastoral.jpg')
      await window.waitForEmbedding('march-pastoral.jpg')
      await picture('opened')
      await window.renameClass(0, 'sheep')
      await window.chooseTool('point')
      await window.click({ x: 530, y: 370 })
      await window.waitForPreview()
      await picture('point-prompt')
      await window.accept()
    })

    await test.step('its mother is outlined with a box', async () => {
      await window.chooseTool('box')
      await window.drag({ x: 424, y: 166 }, { x: 600, y: 300 }, { x: 760, y: 442 })
      await window.waitForPreview()
      await picture('box-prompt')
      await window.accept()
    })

    await test.step('a part is corrected with the brush, taken back and done again', async () => {
      await window.chooseTool('select')
      await window.click({ x: 480, y: 240 })
      await window.chooseTool('brush')
      await window.drag({ x: 440, y: 260 }, { x: 430, y: 300 }, { x: 440, y: 340 })
      await picture('brush')
      await window.undo()
      await window.redo()
      await window.waitForSaved()
    })

    await test.step('boats get a class of their own', async () => {
      await window.openImage('nagasaki-boats.jpg')
      await window.waitForEmbedding('nagasaki-boats.jpg')
      await window.addClass('boat')
      await window.chooseTool('box')
      await window.drag({ x: 0, y: 620 }, { x: 400, y: 700 }, { x: 760, y: 790 })
      await window.waitForPreview()
      await window.accept()
      await window.drag({ x: 690, y: 640 }, { x: 900, y: 700 }, { x: 1022, y: 816 })
      await window.waitForPreview()
      await window.accept()
      await picture('boats')
      await window.waitForSaved()
    })

    await test.step('the dataset is exported as COCO and as YOLO', async () => {
      const exports = join(folder, 'datasets')
      await mkdir(exports)
      await window.exportTo(exports, 'coco')
      await picture('exported')
      await window.closeDialog()
      await window.exportTo(exports, 'yolo-seg')
      await window.closeDialog()

      const coco = await findFile(exports, '.json')
      const parsed = JSON.parse(await readFile(coco, 'utf8')) as {
        annotations: unknown[]
        categories: { name: string }[]
      }
      expect(parsed.annotations).toHaveLength(4)
      expect(parsed.categories.map(({ name }) => name)).toEqual(['sheep', 'boat'])
      const labels = await readFile(await findFile(exports, 'march-pastoral.txt'), 'utf8')
      expect(labels.trim().split('\n')).toHaveLength(2)
      await cp(exports, join(pictures, 'exports'), { recursive: true })
    })

    await test.step('the whole image is segmented, and a house adopted from what was found', async () => {
      await window.addClass('house')
      await window.chooseTool('select')
      const pool = new Pool(window)
      await pool.segment('coarse')
      await window.hover({ x: 907, y: 488 })
      await picture('everything')
      await window.click({ x: 907, y: 488 })
      await window.waitForSaved()
      await page.keyboard.press('Escape')
    })

    await test.step('in the dark, and in Russian', async () => {
      await window.changeSettings({ theme: 'dark', language: 'ru' })
      await picture('dark-russian')
    })
  }
)

/** The one file below a folder whose name ends so. */
async function findFile(folder: string, ending: string): Promise<string> {
  const names = await readdir(folder, { recursive: true })
  const [found] = names.filter((name) => name.endsWith(ending))
  if (found === undefined) throw new Error(`No file ending in ${ending} in ${names.join(', ')}`)
  return join(folder, found)
}
