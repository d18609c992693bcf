import { join } from 'node:path'
import { expect, test } from '../support/app'
import { putPhotos } from '../support/photos'
import { putFiles } from '../support/pictures'

test.describe.configure({ timeout: 240_000 })

test('every job is in one list, with what can be done about it', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putPhotos(images, { 'a.jpg': 'march-pastoral', 'b.jpg': 'allium-oreophilum' })
  const { page, window } = await start({ args: [images] })
  await window.openImage('a.jpg')
  await expect(page.getByTestId('status-jobs')).toHaveCount(0)
  const job = (kind: string) => page.locator(`[data-testid="job"][data-kind="${kind}"]`)
  const segmenting = job('segment')

  await test.step('an export is listed when it is done, as work on many images is', async () => {
    const exports = join(folder, 'exports')
    await putFiles(exports, { 'keep.txt': '' })
    await window.exportTo(exports, 'coco')
    await expect(page.getByTestId('export-result')).toHaveAttribute('data-result', 'done')
    await page.getByTestId('export-close').click()
    await window.chooseInMenu('Segment', 'Segment all images…')
    await page.getByTestId('segment-start').click()
    await expect(page.getByTestId('status-jobs')).toHaveAttribute('data-running', '1')
    await page.getByTestId('status-jobs').click()
    await expect(job('export')).toHaveAttribute('data-state', 'finished')
    await expect(segmenting).toHaveAttribute('data-state', 'running')
    await expect(segmenting).toContainText('a.jpg')
  })

  await test.step('it pauses and goes on by the keyboard, as the bar of the task does', async () => {
    await segmenting.getByTestId('job-pause').press('Enter')
    await expect(segmenting).toHaveAttribute('data-state', 'paused')
    await expect(page.getByTestId('task-bar')).toHaveAttribute('data-state', 'paused')
    await segmenting.getByTestId('job-resume').press('Enter')
    await expect(segmenting).toHaveAttribute('data-state', 'running')
    await expect(page.getByTestId('task-bar')).toHaveAttribute('data-state', 'running')
  })

  await test.step('it is canceled and dismissed, and the list is closed', async () => {
    await segmenting.getByTestId('job-cancel').click()
    await expect(segmenting).toHaveAttribute('data-state', 'canceled')
    await segmenting.getByTestId('job-dismiss').click()
    await expect(segmenting).toHaveCount(0)
    await expect(page.getByTestId('task-bar')).toHaveCount(0)
    await job('export').getByTestId('job-dismiss').click()
    await expect(page.getByTestId('job')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('jobs-panel')).toHaveCount(0)
    await expect(page.getByTestId('status-jobs')).toHaveCount(0)
  })
})
