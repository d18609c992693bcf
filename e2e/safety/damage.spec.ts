import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { closeWindow, expect, test as base, type RunningApp } from '../support/app'
import { makeProject } from '../support/madeProject'
import { putPhotos } from '../support/photos'

interface Place {
  readonly images: string
  readonly project: string
  readonly database: string
}

/** A folder with two photographs and, unless a test says otherwise, a project with three rectangles. */
const test = base.extend<{ readonly place: Place }>({
  place: async ({ folder }, use) => {
    const images = join(folder, 'images')
    const project = join(images, '.maskwright')
    await mkdir(images)
    await putPhotos(images, { 'a.jpg': 'march-pastoral', 'b.jpg': 'nagasaki-boats' })
    await makeProject(images, join(folder, 'user-data'), 3)
    await use({ images, project, database: join(project, 'project.db') })
  }
})

const keptAside = async ({ project }: Place): Promise<string[]> =>
  (await readdir(project))
    .filter((name) => name.startsWith('project.damaged-'))
    .map((name) => join(project, name))

/** A rectangle in a free place, as a sign that work goes on. */
async function drawOneMore({ window }: RunningApp, total: number): Promise<void> {
  await window.chooseTool('rectangle')
  await window.drawRectangle({ x: 100, y: 300 }, { x: 180, y: 380 })
  await window.waitForObjects(total)
}

test.describe('a project file full of garbage', () => {
  test('is replaced by what can be recovered, and kept', { tag: '@safety' }, async ({ place, start }) => {
    const garbage = randomBytes(30_000)
    await writeFile(place.database, garbage)
    const running = await start({ args: [place.images] })
    const { page, window } = running
    await expect(page.getByTestId('damaged-dialog').getByRole('dialog')).toContainText('3 objects')
    await page.getByTestId('damaged-salvage').click()
    await window.waitForObjects(3)
    expect(await window.objectIds()).toEqual(['rectangle-1', 'rectangle-2', 'rectangle-3'])
    await expect(window.notice('Project was recovered')).toBeVisible()

    const [aside = '', ...others] = await keptAside(place)
    expect(others).toEqual([])
    expect(await readFile(aside)).toEqual(garbage)

    await drawOneMore(running, 4)
    await closeWindow(running)
    const again = await start()
    await again.window.waitForObjects(4)
    await expect(again.page.getByRole('dialog')).toHaveCount(0)
  })

  test('is kept when the user begins anew', { tag: '@safety' }, async ({ place, start }) => {
    const garbage = randomBytes(30_000)
    await writeFile(place.database, garbage)
    const running = await start({ args: [place.images] })
    await running.page.getByTestId('damaged-start-new').click()
    await expect(running.window.imageRows()).toHaveCount(2)
    await running.window.openImage('a.jpg')
    await drawOneMore(running, 1)
    const aside = await Promise.all((await keptAside(place)).map((file) => readFile(file)))
    expect(aside.some((bytes) => bytes.equals(garbage))).toBe(true)
    await closeWindow(running)
    const again = await start()
    await again.window.waitForObjects(1)
  })

  test('stays as it is when the user does neither', { tag: '@safety' }, async ({ place, start }) => {
    const garbage = randomBytes(30_000)
    await writeFile(place.database, garbage)
    const { page } = await start({ args: [place.images] })
    await page.getByTestId('damaged-cancel').click()
    await expect(page.getByTestId('welcome')).toBeVisible()
    expect(await readFile(place.database)).toEqual(garbage)
  })
})

test(
  'a project from a newer version is refused in clear words, and not touched',
  { tag: '@safety' },
  async ({ place, start }) => {
    const database = new DatabaseSync(place.database)
    database.exec('PRAGMA user_version = 999')
    database.close()
    const before = await readFile(place.database)
    const running = await start({ args: [place.images] })
    await expect(running.window.notice('was created by a newer version of Maskwright')).toContainText('999')
    await expect(running.page.getByTestId('welcome')).toBeVisible()
    await closeWindow(running)
    expect(await readFile(place.database)).toEqual(before)
    expect(await keptAside(place)).toEqual([])
  }
)

test(
  'a folder that takes no project gets one in the user’s data, and the window says so',
  { tag: '@safety' },
  async ({ folder, start }) => {
    const images = join(folder, 'images')
    await mkdir(images)
    await putPhotos(images, { 'a.jpg': 'march-pastoral' })
    await writeFile(join(images, '.maskwright'), 'a file of somebody else')
    const running = await start({ args: [images] })
    const { page, window } = running
    await expect(window.notice('Project is stored elsewhere')).toBeVisible()
    await expect(page.getByTestId('status-storage')).toHaveAttribute('data-storage', 'user-data')
    await window.openImage('a.jpg')
    await drawOneMore(running, 1)
    await closeWindow(running)
    expect(await readFile(join(images, '.maskwright'), 'utf8')).toBe('a file of somebody else')
    const again = await start()
    await again.window.waitForObjects(1)
    await expect(again.page.getByTestId('status-storage')).toHaveAttribute('data-storage', 'user-data')
  }
)

test(
  'a second instance is told that the project is open, until it is not',
  { tag: '@safety' },
  async ({ place, folder, start }) => {
    const first = await start({ args: [place.images] })
    await first.window.waitForObjects(3)
    const second = await start({ args: [place.images], userData: join(folder, 'other-user') })
    await expect(second.window.notice('Project is already open')).toBeVisible()
    await expect(second.page.getByTestId('welcome')).toBeVisible()

    await drawOneMore(first, 4)
    await closeWindow(first)
    await second.window.openFolder(place.images)
    await second.window.waitForObjects(4)
    await second.window.undo()
    await second.window.waitForObjects(3)
  }
)
