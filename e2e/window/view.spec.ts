import { join } from 'node:path'
import type { ImagePoint, MainWindow } from '../pages/mainWindow'
import { expect, test } from '../support/app'
import { near } from '../support/expectations'
import { disc, putFiles } from '../support/pictures'

const size = { width: 400, height: 300 }
const picture = (radius: number): Buffer => disc(size, { x: 200, y: 150, radius }).toBuffer('image/png')

/** The image's place on the page. */
async function place(window: MainWindow): Promise<{ zoom: number; left: number; top: number }> {
  const [origin, right] = [await window.at({ x: 0, y: 0 }), await window.at({ x: 100, y: 0 })]
  return { zoom: (right.x - origin.x) / 100, left: origin.x, top: origin.y }
}

/** Where on the page an image point is, to be compared. */
const seenAt = ({ x, y }: ImagePoint): { x: unknown; y: unknown } => ({ x: near(x), y: near(y) })

test(
  'the image is zoomed and moved, and stays as it was left',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'one.png': picture(90), 'two.png': picture(40) })
    const { page, window } = await start({ args: [images] })
    await window.openImage('one.png')
    const density = Number(process.env['MASKWRIGHT_TEST_DENSITY'] ?? '1')
    expect(await page.evaluate(() => devicePixelRatio)).toBe(density)
    const fitted = await place(window)
    const corner = { x: 320, y: 60 }

    await test.step('the wheel zooms at the pointer', async () => {
      const before = await window.at(corner)
      await window.hover(corner)
      await page.mouse.wheel(0, -400)
      await expect.poll(async () => (await place(window)).zoom).toBeCloseTo(fitted.zoom * Math.exp(0.8), 3)
      expect(await window.at(corner)).toEqual(seenAt(before))
      await expect(page.getByTestId('status-pointer')).toHaveText(/^(319|320|321), (59|60|61)$/)
      await page.mouse.wheel(0, 100)
      await expect.poll(async () => (await place(window)).zoom).toBeCloseTo(fitted.zoom * Math.exp(0.6), 3)
      expect(await window.at(corner)).toEqual(seenAt(before))
    })

    await test.step('F fits, 0 shows the actual size, plus and minus zoom', async () => {
      await page.keyboard.press('0')
      await expect.poll(async () => (await place(window)).zoom).toBeCloseTo(1)
      await expect(page.getByTestId('status-zoom')).toHaveText('100%')
      await page.keyboard.press('+')
      await expect.poll(async () => (await place(window)).zoom).toBeCloseTo(1.25)
      await page.keyboard.press('-')
      await expect.poll(async () => (await place(window)).zoom).toBeCloseTo(1)
      await page.keyboard.press('f')
      await expect.poll(() => place(window)).toEqual(fitted)
    })

    await test.step('Space and the middle button move the image, whatever the tool', async () => {
      await window.chooseTool('rectangle')
      const hold = { x: 150, y: 150 }
      const from = await window.at(hold)
      const to = { x: from.x + 60, y: from.y + 45 }
      await page.mouse.move(from.x, from.y)
      await window.holding('Space', async () => {
        await page.mouse.down()
        await expect(window.canvas).toHaveAttribute('data-path', 'hand.panning')
        await page.mouse.move(to.x, to.y, { steps: 3 })
        await page.mouse.up()
      })
      await expect.poll(() => window.at(hold)).toEqual(seenAt(to))
      await expect(window.canvas).toHaveAttribute('data-path', 'rectangle.idle')
      await page.mouse.down({ button: 'middle' })
      await page.mouse.move(from.x, from.y, { steps: 3 })
      await page.mouse.up({ button: 'middle' })
      await expect.poll(() => window.at(hold)).toEqual(seenAt(from))
      expect(await window.storedObjects()).toEqual([])
    })

    await test.step('each image keeps its zoom and place', async () => {
      await window.hover(corner)
      await page.mouse.wheel(0, -500)
      await expect.poll(async () => (await place(window)).zoom).not.toBe(fitted.zoom)
      const left = await place(window)
      await page.keyboard.press('d')
      await expect(window.imageRow('two.png')).toHaveAttribute('data-current', 'true')
      await window.openImage('two.png')
      expect(await place(window)).toEqual(fitted)
      await page.keyboard.press('a')
      await expect(window.imageRow('one.png')).toHaveAttribute('data-current', 'true')
      await window.openImage('one.png')
      expect(await place(window)).toEqual({
        zoom: near(left.zoom, 0.001),
        left: near(left.left, 0.5),
        top: near(left.top, 0.5)
      })
    })
  }
)

test(
  'images are found by their names and by what is on them',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const names = ['cat 1.png', 'cat 2.png', 'cat 10.png', 'dogs/cat friend.png', 'dogs/rex.png']
    await putFiles(images, {
      ...Object.fromEntries(names.map((name) => [name, picture(60)])),
      'broken.jpg': 'no picture'
    })
    const { page, window } = await start({ args: [images] })
    const listed = expect.poll(() =>
      window.imageRows().evaluateAll((rows) => rows.map((row) => row.getAttribute('data-path')))
    )
    const search = page.getByTestId('image-search')

    await test.step('in natural order, a folder after its own files', async () => {
      await listed.toEqual(['broken.jpg', ...names])
    })

    await test.step('words of the path, in any order and case', async () => {
      await page.keyboard.press('ControlOrMeta+f')
      await expect(search).toBeFocused()
      await page.keyboard.type('CAT dogs')
      await listed.toEqual(['dogs/cat friend.png'])
      await page.keyboard.press('Escape')
      await listed.toHaveLength(6)
      await search.fill('nothing like that')
      await expect(page.getByTestId('images-no-match')).toBeVisible()
      await page.getByRole('button', { name: 'Clear search' }).click()
      await listed.toHaveLength(6)
    })

    await test.step('with objects, without, with problems', async () => {
      await window.openImage('cat 2.png')
      await window.chooseTool('rectangle')
      await window.drag({ x: 50, y: 50 }, { x: 150, y: 120 })
      await expect(window.objectRows()).toHaveCount(1)
      await page.getByTestId('filter-labelled').click()
      await listed.toEqual(['cat 2.png'])
      await window.imageRow('cat 2.png').click()
      await page.getByTestId('filter-unlabelled').click()
      await expect(window.imageRow('cat 1.png')).toBeVisible()
      await expect(page.getByTestId('filter-labelled')).toContainText('1')
      await page.getByTestId('filter-all').click()
      await window.imageRow('broken.jpg').click()
      await page.getByTestId('filter-problems').click()
      await listed.toEqual(['broken.jpg'])
      await page.getByTestId('filter-all').click()
    })

    await test.step('the next image without objects', async () => {
      await window.openImage('cat 1.png')
      await window.canvas.focus().catch(() => undefined)
      await page.keyboard.press('Shift+D')
      await expect(window.imageRow('cat 10.png')).toHaveAttribute('data-current', 'true')
    })
  }
)
