import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { MainWindow } from '../pages/mainWindow'
import { closeWindow, expect, pressClose, test as base } from '../support/app'
import { putPhotos } from '../support/photos'
import { mountSmallDisk, type SmallDisk } from '../support/smallDisk'
import { storedObjects } from '../support/storedProject'

/** Set up before the application is started and removed after it has ended. */
const test = base.extend<{ readonly disk: SmallDisk }>({
  disk: async ({ folder }, use) => {
    const disk = await mountSmallDisk(join(folder, 'images'), 8)
    test.skip(disk === null, 'a full disk is made with a small one, which only Linux’s root may mount')
    if (!disk) return
    await use(disk)
    await disk.remove()
  }
})

const photos = { 'a.jpg': 'march-pastoral', 'b.jpg': 'nagasaki-boats' } as const

/** Draws the rectangle of a number, and returns how its saving ended. */
async function draw(window: MainWindow, number: number): Promise<string> {
  const x = 60 + 50 * number
  await window.drag({ x, y: 100 }, { x: x + 30, y: 140 })
  await window.waitForObjects(number)
  await expect(window.saveStatus).toHaveAttribute('data-state', /saved|failed/, { timeout: 20_000 })
  return (await window.saveStatus.getAttribute('data-state')) ?? ''
}

/** Draws until the disk is really full: SQLite may still have room in its log. Returns how many objects there are. */
async function drawUntilRefused(window: MainWindow, from: number): Promise<number> {
  for (let number = from; number < from + 10; number++) {
    if ((await draw(window, number)) === 'failed') return number
  }
  throw new Error('Ten edits fitted on a full disk')
}

test(
  'a full disk is told, loses no edit, and saving goes on when there is room',
  { tag: '@safety' },
  async ({ disk, start, folder }) => {
    await putPhotos(disk.folder, photos)
    const running = await start({ args: [disk.folder] })
    const { app, page, window } = running
    await window.openImage('a.jpg')
    await window.chooseTool('rectangle')
    expect(await draw(window, 1)).toBe('saved')
    await disk.fill()
    const refused = await drawUntilRefused(window, 2)

    await test.step('the window says that and why', async () => {
      await expect(window.saveStatus).toContainText('Not saved')
      await expect(window.saveStatus).toContainText('Not enough disk space')
    })

    await test.step('work goes on, unsaved', async () => {
      expect(await draw(window, refused + 1)).toBe('failed')
      await window.openImage('b.jpg')
      await window.waitForObjects(0)
      await expect(window.saveStatus).toHaveAttribute('data-state', 'failed')
      await window.openImage('a.jpg')
      await window.waitForObjects(refused + 1)
    })

    await test.step('closing asks first', async () => {
      await window.answerQuestions(0)
      await pressClose(app)
      await expect.poll(() => window.questions()).toEqual(['2 changes could not be saved.'])
      await window.waitForObjects(refused + 1)
    })

    await test.step('another try changes nothing while the disk is full', async () => {
      await page.getByTestId('save-retry').click()
      await expect(window.saveStatus).toHaveAttribute('data-state', 'failed')
    })

    await test.step('with room again, all is saved in order', async () => {
      await disk.free()
      await page.getByTestId('save-retry').click()
      await window.waitForSaved()
      const { 'a.jpg': stored = [] } = await storedObjects(disk.folder, join(folder, 'user-data'))
      expect(stored.map(({ id }) => id)).toEqual(await window.objectIds())
      for (let left = refused; left >= 0; left--) {
        await window.undo()
        await window.waitForObjects(left)
      }
      for (let back = 1; back <= refused + 1; back++) {
        await window.redo()
        await window.waitForObjects(back)
      }
    })

    await test.step('what cannot be saved is left behind only when the user says so', async () => {
      await disk.fill()
      const last = await drawUntilRefused(window, refused + 2)
      await window.answerQuestions(1)
      await closeWindow(running)
      await disk.free()
      const again = await start()
      await again.window.waitForObjects(last - 1)
    })
  }
)

test(
  'a project file that another program keeps busy is told, and saving can be tried again',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const place = join(folder, 'images')
    await mkdir(place)
    await putPhotos(place, photos)
    const { page, window } = await start({ args: [place] })
    await window.openImage('a.jpg')
    await window.chooseTool('rectangle')
    expect(await draw(window, 1)).toBe('saved')

    const other = new DatabaseSync(join(place, '.maskwright', 'project.db'))
    other.exec('BEGIN IMMEDIATE')
    expect(await draw(window, 2)).toBe('failed')
    await expect(window.saveStatus).toContainText('locked')
    other.exec('ROLLBACK')
    other.close()
    await page.getByTestId('save-retry').click()
    await window.waitForSaved()
    const { 'a.jpg': stored = [] } = await storedObjects(place, join(folder, 'user-data'))
    expect(stored.map(({ id }) => id)).toEqual(await window.objectIds())
  }
)
