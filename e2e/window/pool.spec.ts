import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ProposalView } from '@shared/ipc/views'
import { maskArea, rleFromMask } from '@shared/mask/maskData'
import { Pool } from '../pages/pool'
import { closeWindow, expect, test } from '../support/app'
import { putPhotos } from '../support/photos'
import { intersectionArea } from '@shared/mask/measure'

test.describe.configure({ timeout: 240_000 })

/** The ids of proposals. */
const ids = (proposals: readonly ProposalView[]): string[] => proposals.map(({ id }) => id)
const bySize = (proposals: readonly ProposalView[]): ProposalView[] =>
  [...proposals].sort((a, b) => b.area - a.area)

/** Proposals that hardly share a pixel with one before them. */
function apart(proposals: readonly ProposalView[]): readonly ProposalView[] {
  const chosen: ProposalView[] = []
  for (const one of proposals) {
    const shared = chosen.map((other) => intersectionArea(rleFromMask(one.mask), rleFromMask(other.mask)))
    if (shared.every((area) => area < one.area / 10)) chosen.push(one)
  }
  return chosen
}

/** Takes pictures of the window, to be looked at. */
function pictures(page: Page, folder: string): (name: string) => Promise<unknown> {
  const place = process.env['MASKWRIGHT_DEMO_OUTPUT'] ?? folder
  return (name) => page.screenshot({ path: join(place, `pool-${name}.png`) })
}

test('ten objects of a photograph are outlined and classed', async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putPhotos(images, { 'boats.jpg': 'nagasaki-boats' })
  const { page, window } = await start({ args: [images] })
  const pool = new Pool(window)
  await window.openImage('boats.jpg')
  await window.waitForEmbedding('boats.jpg')
  await window.renameClass(0, 'house')
  await window.addClass('boat')
  const picture = pictures(page, folder)
  let actions = 0
  const act = async (action: () => Promise<unknown>): Promise<void> => {
    actions++
    await action()
  }

  const began = Date.now()
  await act(() => page.getByTestId('segment-image').click())
  await expect.poll(() => pool.visible(), { timeout: 60_000 }).toBeGreaterThan(3)
  await picture('running')
  await pool.waitUntilComplete()
  await picture('found')
  const complete = Date.now()
  const found = await pool.stored()
  expect(found.length).toBeGreaterThan(15)
  for (const [at, proposal] of apart(bySize(found)).slice(0, 10).entries()) {
    await act(() => pool.point(proposal, found))
    await act(() => page.keyboard.press(at % 2 === 0 ? '1' : '2'))
    await window.waitForObjects(at + 1)
  }
  await window.waitForSaved()
  await picture('adopted')
  const seconds = (from: number): string => `${((Date.now() - from) / 1000).toFixed(1)} s`
  console.log(
    `Ten objects by ${actions} actions: ${seconds(began)}, of which ${seconds(complete)} for pointing`
  )
  expect(actions).toBe(21)

  const objects = await window.storedObjects()
  expect(objects).toHaveLength(10)
  expect(objects.filter(({ labelId }) => labelId === objects[0]?.labelId)).toHaveLength(5)
  for (const object of objects) {
    expect(object).toMatchObject({ source: 'whole-image', modelId: 'mobile-sam', shape: { kind: 'mask' } })
    const { shape, rawMask } = object
    expect(shape.kind === 'mask' && rawMask && maskArea(rawMask) === maskArea(shape)).toBe(true)
  }
})

test(
  'proposals are lit, adopted, enclosed, dismissed and put away',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putPhotos(images, { 'lamb.jpg': 'march-pastoral' })
    const { page, window } = await start({ args: [images] })
    const pool = new Pool(window)
    const canvas = expect(window.canvas)
    const picture = pictures(page, folder)
    await window.openImage('lamb.jpg')
    await window.addClass('lamb')
    await window.waitForEmbedding('lamb.jpg')
    await window.chooseTool('box')

    await test.step('one key segments; the run can be ended at any time, and begun again', async () => {
      await page.keyboard.press('e')
      await canvas.toHaveAttribute('data-tool', 'pool')
      await expect(page.getByTestId('pool-progress')).toBeVisible()
      await expect(page.getByTestId('status-pool')).toBeVisible()
      await expect.poll(() => pool.visible(), { timeout: 60_000 }).toBeGreaterThan(0)
      await page.getByTestId('pool-cancel').click()
      await expect(pool.panel).toHaveAttribute('data-state', 'stopped')
      await expect(page.getByTestId('pool-notice')).toHaveAttribute('data-kind', 'stopped')
      await pool.segment('coarse')
      await expect(page.getByTestId('pool-made-with')).toHaveAttribute('data-preset', 'coarse')
    })

    const found = await pool.stored()
    expect(found.length).toBeGreaterThan(8)
    await pool.waitForVisible(found.length)
    const lamb = found.find(({ box }) => box.x === 458)
    if (!lamb) throw new Error(`No lamb in ${ids(found).join(' ')}`)
    const mother = bySize(found).find(({ area }) => area < 74_000) ?? lamb

    await test.step('the smallest is lit; Alt and the wheel go from part to whole and back', async () => {
      await pool.point(lamb, found)
      await canvas.toHaveAttribute('data-level', /^1\/[23]$/)
      await window.holding('Alt', async () => {
        await page.mouse.wheel(0, -100)
        await pool.waitForLit(mother.id)
        await page.mouse.wheel(0, 100)
        await pool.waitForLit(lamb.id)
      })
    })

    await test.step('a click adopts; undo gives it back, redo takes it again', async () => {
      await page.mouse.down()
      await page.mouse.up()
      await window.waitForObjects(1)
      await pool.waitForVisible(found.length - 1)
      await expect(page.getByTestId('pool-adopted')).toHaveAttribute('data-count', '1')
      await expect(window.imageRow('lamb.jpg').getByTestId('image-proposals')).toHaveText(
        String(found.length - 1)
      )
      await window.undo()
      await window.waitForObjects(0)
      await pool.waitForVisible(found.length)
      await window.redo()
      await window.waitForObjects(1)
      await pool.waitForVisible(found.length - 1)
    })

    const sheep = bySize(found).find(({ box }) => box.x === 317)
    if (!sheep) throw new Error(`No sheep in ${ids(found).join(' ')}`)
    const far = found.filter(({ box }) => box.x > 760 && box.y > 80)

    await test.step('a number key adopts with its class', async () => {
      await pool.point(sheep, found)
      await page.keyboard.press('1')
      await window.waitForObjects(2)
      await window.waitForSaved()
      const [first, second] = await window.storedObjects()
      expect(second?.labelId).not.toBe(first?.labelId)
      await expect(window.currentClass).toContainText('object')
    })

    await test.step('a lasso adopts what it encloses, says how many before, as one edit', async () => {
      expect(far.length).toBeGreaterThan(2)
      const before = await pool.visible()
      const around = { x: 770, y: 85, width: 245, height: 215 }
      await pool.chooseParts('all')
      await pool.lasso(around, async () => {
        await canvas.toHaveAttribute('data-enclosed', String(far.length))
        await expect(page.getByTestId('pool-enclosed')).toContainText(`accept ${far.length}`)
        await picture('lasso')
      })
      await window.waitForObjects(2 + far.length)
      await pool.waitForVisible(before - far.length)
      await window.undo()
      await window.waitForObjects(2)
      await pool.waitForVisible(before)

      await pool.chooseParts('whole')
      await window.waitForObjects(2)
      await pool.waitForVisible(before)
    })

    await test.step('Delete dismisses what is lit, and the dismissed come back', async () => {
      const before = await pool.visible()
      const [one] = far
      if (one) await pool.point(one, found)
      await page.keyboard.press('Delete')
      await pool.waitForVisible(before - 1)
      await expect.poll(async () => (await pool.stored()).filter(({ dismissed }) => dismissed).length).toBe(1)
      await page.getByTestId('pool-restore').click()
      await pool.waitForVisible(before)
      await window.waitForObjects(2)
    })

    await test.step('Escape puts the pool away, E shows it at once', async () => {
      const before = await pool.visible()
      await page.keyboard.press('Escape')
      await canvas.toHaveAttribute('data-tool', 'box')
      await canvas.toHaveAttribute('data-proposals', 'none')
      await page.keyboard.press('e')
      await pool.waitForVisible(before)
      await expect(page.getByTestId('pool-progress')).toHaveCount(0)
    })

    await test.step('Enter adopts as many as the button says, as one edit', async () => {
      const before = await pool.visible()
      const whole = await pool.taken()
      expect(whole).toBeLessThan(before)
      await expect(page.getByTestId('pool-adopt-all')).toHaveText(`Accept ${whole} whole objects`)
      await picture('whole')
      await page.keyboard.press('Enter')
      await window.waitForObjects(2 + whole)
      const objects = await window.storedObjects()
      for (const [i, a] of objects.slice(2).entries())
        for (const b of objects.slice(2, 2 + i)) {
          if (a.rawMask === null || b.rawMask === null) throw new Error('An object has no mask')
          const shared = intersectionArea(rleFromMask(a.rawMask), rleFromMask(b.rawMask))
          expect(shared).toBeLessThan(0.85 * Math.min(maskArea(a.rawMask), maskArea(b.rawMask)))
        }
      await window.undo()
      await window.waitForObjects(2)
      await pool.waitForVisible(before)
      await pool.chooseParts('all')
      await page.keyboard.press('Enter')
      await window.waitForObjects(2 + before)
      await pool.waitForVisible(0)
      await expect(page.getByTestId('pool-notice')).toHaveAttribute('data-kind', 'filtered-out')
      await window.undo()
      await window.waitForObjects(2)
      await pool.waitForVisible(before)
    })

    await test.step('a discarded pool can be brought back', async () => {
      const before = await pool.visible()
      await page.getByTestId('pool-discard').click()
      await pool.waitForVisible(0)
      await page.getByTestId('pool-notice-action').click()
      await pool.waitForVisible(before)
    })
  }
)

test(
  'filters act at once, and a pool is as it was left after a restart',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putPhotos(images, { 'lamb.jpg': 'march-pastoral', 'other.jpg': 'airplane-from-above' })
    const first = await start({ args: [images] })
    const { page, window } = first
    const pool = new Pool(window)
    await window.openImage('lamb.jpg')
    await window.waitForEmbedding('lamb.jpg')
    await pool.segment('coarse')
    const found = await pool.stored()
    const pixels = 1024 * 498

    await test.step('the least score', async () => {
      await pool.slide('Minimum score', 'ArrowRight', 8)
      const wanted = found.filter(({ score }) => score >= 0.96)
      expect(wanted.length).toBeLessThan(found.length)
      await pool.waitForVisible(wanted.length)
      await pool.slide('Minimum score', 'Home')
      await pool.waitForVisible(found.length)
    })

    await test.step('the least stability', async () => {
      await pool.slide('Minimum stability', 'End')
      await pool.waitForVisible(found.filter(({ stability }) => stability >= 1).length)
      await pool.slide('Minimum stability', 'Home')
      await pool.waitForVisible(found.length)
    })

    await test.step('the area, from and to', async () => {
      await pool.slide('Maximum area', 'ArrowLeft', 20)
      const largest = Math.round(pixels / 10)
      await pool.waitForVisible(found.filter(({ area }) => area <= largest).length)
      await pool.slide('Maximum area', 'ArrowRight', 20)
      await pool.slide('Minimum area', 'ArrowRight', 60)
      const smallest = Math.round(pixels / 100)
      await pool.waitForVisible(found.filter(({ area }) => area >= smallest).length)
      await pool.slide('Minimum area', 'ArrowLeft', 60)
      await pool.waitForVisible(found.length)
    })

    await test.step('what objects cover', async () => {
      const [largest] = bySize(found)
      if (!largest) throw new Error('Nothing was found')
      await pool.point(bySize(found)[0] ?? largest, found)
      await page.mouse.down()
      await page.mouse.up()
      await window.waitForObjects(1)
      // The accepted one goes at once; those that it covers follow when the canvas is repainted.
      await expect.poll(() => pool.visible()).toBeLessThan(found.length - 1)
      const hidden = await pool.visible()
      await page.getByTestId('pool-hide-covered').click()
      await expect.poll(() => pool.visible()).toBeGreaterThan(hidden)
      await page.getByTestId('pool-hide-covered').click()
      await pool.waitForVisible(hidden)
    })

    await pool.slide('Minimum score', 'ArrowRight', 8)
    const [one] = bySize(found).filter(({ box, score }) => box.y + box.height < 80 && score >= 0.96)
    if (!one) throw new Error('There is no sky')
    await pool.point(one, found)
    await page.keyboard.press('Delete')
    await expect(page.getByTestId('pool-restore')).toBeVisible()
    // Set while the proposals are painted, as their number is.
    await expect(window.canvas).toHaveAttribute('data-dismissed', '1')
    const left = await pool.visible()
    await window.waitForSaved()
    await closeWindow(first)

    await test.step('the list says which images have a pool; E shows it as it was', async () => {
      const second = await start({ args: [images] })
      const again = new Pool(second.window)
      await expect(second.window.imageRow('lamb.jpg').getByTestId('image-proposals')).toBeVisible()
      await expect(second.window.imageRow('other.jpg').getByTestId('image-proposals')).toHaveCount(0)
      await second.window.openImage('lamb.jpg')
      await second.page.keyboard.press('e')
      await again.waitForVisible(left)
      await expect(second.page.getByTestId('pool-restore')).toBeVisible()
      await expect(second.page.getByTestId('pool-made-with')).toHaveAttribute('data-preset', 'coarse')
      await expect(again.panel.getByRole('slider', { name: 'Minimum score' })).toHaveAttribute(
        'aria-valuenow',
        '96'
      )
    })
  }
)
