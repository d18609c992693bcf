import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/app'
import { putPhotos } from '../support/photos'
import { kill } from '../support/processes'

test.skip(process.platform !== 'linux', 'process groups are used as Linux has them')

test(
  'a project whose last two starts did not end well is named and not opened by itself',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const place = join(folder, 'images')
    const userData = join(folder, 'user-data')
    await mkdir(place)
    await putPhotos(place, { 'a.jpg': 'march-pastoral' })
    const first = await start({ args: [place] })
    await expect(first.window.canvas).toHaveAttribute('data-image', /^\d+$/)
    await first.app.close()
    const starts = async (): Promise<unknown> =>
      (JSON.parse(await readFile(join(userData, 'recent.json'), 'utf8')) as { starts: number }).starts

    for (const count of [1, 2]) {
      const { app, window } = await start()
      await expect(window.canvas).toHaveAttribute('data-image', /^\d+$/)
      expect(await starts()).toBe(count)
      await kill(app, 'all')
    }

    const { app, page, window } = await start()
    const notice = page.getByTestId('welcome-held-back')
    await expect(notice).toContainText(place)
    await page.screenshot({ path: test.info().outputPath('held-back.png') })
    await page.getByTestId('welcome-open-held-back').click()
    await expect(window.canvas).toHaveAttribute('data-image', /^\d+$/)
    // Left in good order, it is opened again as ever.
    await app.close()
    expect(await starts()).toBe(0)
    const last = await start()
    await expect(last.window.canvas).toHaveAttribute('data-image', /^\d+$/)
  }
)

test(
  'a file with a program in it is refused by the process that reads it, and its objects are recovered',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const place = join(folder, 'images')
    await mkdir(place)
    await putPhotos(place, { 'a.jpg': 'march-pastoral' })
    const { app, window } = await start({ args: [place] })
    await window.openImage('a.jpg')
    await window.chooseTool('rectangle')
    await window.drawRectangle({ x: 100, y: 100 }, { x: 200, y: 200 })
    await window.waitForSaved()
    await app.close()
    const { DatabaseSync } = await import('@photostructure/sqlite')
    const db = new DatabaseSync(join(place, '.maskwright', 'project.db'))
    db.exec(`CREATE TRIGGER t AFTER UPDATE ON images BEGIN UPDATE meta SET value =
    (WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c) WHERE key = 'created'; END`)
    db.close()

    const { page, window: again } = await start()
    await expect(page.getByTestId('damaged-dialog')).toContainText('trigger')
    await page.screenshot({ path: test.info().outputPath('damaged.png') })
    await page.getByTestId('damaged-salvage').click()
    await again.waitForObjects(1)
  }
)

test(
  'a link in the folder is named, and what it leads to stays',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const { symlink } = await import('node:fs/promises')
    const place = join(folder, 'images')
    const victim = join(folder, 'notes.txt')
    await mkdir(join(place, '.maskwright'), { recursive: true })
    await putPhotos(place, { 'a.jpg': 'march-pastoral' })
    await writeFile(victim, 'of great worth')
    await symlink(victim, join(place, '.maskwright', 'project.holder.json'))
    const { page } = await start({ args: [place] })
    await expect(page.getByText('project.holder.json')).toBeVisible()
    await expect(page.getByTestId('welcome')).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('linked.png') })
    expect(await readFile(victim, 'utf8')).toBe('of great worth')
  }
)
