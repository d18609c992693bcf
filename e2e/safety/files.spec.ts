import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closeWindow, expect, test as base } from '../support/app'
import { makeProject } from '../support/madeProject'
import { photo, putPhotos } from '../support/photos'
import { storedObjects } from '../support/storedProject'

/** The folder of three photographs; the first has three rectangles. */
const test = base.extend<{ readonly place: string }>({
  place: async ({ folder }, use) => {
    const place = join(folder, 'images')
    await mkdir(place)
    await putPhotos(place, {
      'a.jpg': 'march-pastoral',
      'b.jpg': 'nagasaki-boats',
      'c.jpg': 'allium-oreophilum'
    })
    await makeProject(place, join(folder, 'user-data'), 3)
    await use(place)
  }
})

test(
  'an image that is removed while it is open keeps its objects, and is back when its file is',
  { tag: '@safety' },
  async ({ place, folder, start }) => {
    const { page, window } = await start({ args: [place] })
    await window.openImage('a.jpg')
    await window.waitForObjects(3)
    // Until then the engine still reads the file, and would tell at once that it is gone.
    await window.waitForEmbedding('a.jpg')
    const elsewhere = join(folder, 'a.jpg')
    await rename(join(place, 'a.jpg'), elsewhere)

    await test.step('before a search, work on it goes on', async () => {
      await window.chooseTool('rectangle')
      await window.drawRectangle({ x: 100, y: 300 }, { x: 180, y: 380 })
      await window.waitForObjects(4)
    })

    await test.step('a search marks it, and its objects stay', async () => {
      await page.keyboard.press('F5')
      await expect(window.imageRow('a.jpg')).toHaveAttribute('data-problem', 'image-missing')
      await expect(page.getByTestId('image-unreadable')).toContainText('Its objects are kept')
      await expect(window.imageRow('a.jpg').getByTestId('image-objects')).toHaveText('4')
    })

    await test.step('other images can be worked on', async () => {
      await window.openImage('b.jpg')
      await window.drawRectangle({ x: 100, y: 300 }, { x: 180, y: 380 })
    })

    await test.step('opening it says what is wrong', async () => {
      await window.imageRow('a.jpg').click()
      await expect(page.getByTestId('image-unreadable')).toBeVisible()
    })

    await test.step('once its file is back, so is the image, with everything on it', async () => {
      await rename(elsewhere, join(place, 'a.jpg'))
      await page.keyboard.press('F5')
      await expect(window.imageRow('a.jpg')).not.toHaveAttribute('data-problem')
      await window.waitForObjects(4)
      await window.undo()
      await window.waitForObjects(3)
    })
  }
)

test(
  'an image that is removed and clicked on is listed as missing, and recovers by itself',
  { tag: '@safety' },
  async ({ place, folder, start }) => {
    const { page, window } = await start({ args: [place] })
    await window.openImage('b.jpg')
    await rename(join(place, 'a.jpg'), join(folder, 'a.jpg'))
    // Nobody has searched yet: the file turns out to be gone when it is opened.
    await window.imageRow('a.jpg').click()
    await expect(window.imageRow('a.jpg')).toHaveAttribute('data-problem', 'image-missing')
    await expect(page.getByTestId('image-unreadable')).toBeVisible()
    await rename(join(folder, 'a.jpg'), join(place, 'a.jpg'))
    await page.keyboard.press('F5')
    await expect(window.imageRow('a.jpg')).not.toHaveAttribute('data-problem')
    await window.waitForObjects(3)
  }
)

test(
  'an open image whose file becomes another is shown anew',
  { tag: '@safety' },
  async ({ place, start }) => {
    const { page, window } = await start({ args: [place] })
    await window.openImage('a.jpg')
    expect(await window.imageSize()).toEqual({ width: 1024, height: 498 })
    await copyFile(photo('allium-oreophilum'), join(place, 'a.jpg'))
    await page.keyboard.press('F5')
    await expect.poll(() => window.imageSize()).toEqual({ width: 807, height: 1024 })
    await window.waitForObjects(3)
    await window.chooseTool('rectangle')
    await window.drawRectangle({ x: 400, y: 700 }, { x: 500, y: 900 })
    await window.waitForObjects(4)
  }
)

test(
  'images that are added, changed and moved while the folder is open are found',
  { tag: '@safety' },
  async ({ place, folder, start }) => {
    const running = await start({ args: [place] })
    const { page, window } = running
    await expect(window.imageRows()).toHaveCount(3)
    await mkdir(join(place, 'new'))
    await copyFile(photo('airplane-from-above'), join(place, 'new', 'd.jpg'))
    await rename(join(place, 'a.jpg'), join(place, 'new', 'a.jpg'))
    await writeFile(join(place, 'c.jpg'), 'no image any more')
    await page.keyboard.press('F5')

    await expect(window.imageRows()).toHaveCount(4)
    await window.openImage('new/d.jpg')
    await window.chooseTool('rectangle')
    await window.drawRectangle({ x: 100, y: 300 }, { x: 180, y: 380 })
    await test.step('a moved file keeps its objects', async () => {
      await window.openImage('new/a.jpg')
      await window.waitForObjects(3)
    })
    await test.step('a file that became unreadable says so', async () => {
      await window.imageRow('c.jpg').click()
      await expect(page.getByTestId('image-unreadable')).toBeVisible()
      await expect(window.imageRow('c.jpg')).toHaveAttribute('data-problem', 'image-unreadable')
    })
    await closeWindow(running)
    const stored = await storedObjects(place, join(folder, 'user-data'))
    expect(Object.entries(stored).map(([path, objects]) => [path, objects.length])).toEqual([
      ['b.jpg', 0],
      ['c.jpg', 0],
      ['new/a.jpg', 3],
      ['new/d.jpg', 1]
    ])
  }
)

test('the images’ folder can vanish and come back', { tag: '@safety' }, async ({ place, folder, start }) => {
  const running = await start({ args: [place] })
  const { window } = running
  await window.waitForObjects(3)
  await closeWindow(running)
  const away = join(folder, 'away')
  await rename(place, away)
  const without = await start()
  await expect(without.page.getByTestId('welcome')).toBeVisible()
  await closeWindow(without)
  await rename(away, place)
  const again = await start()
  await again.window.openFolder(place)
  await again.window.waitForObjects(3)
  await rm(join(place, 'c.jpg'))
  await again.page.keyboard.press('F5')
  await expect(again.window.imageRow('c.jpg')).toHaveAttribute('data-problem', 'image-missing')
})
