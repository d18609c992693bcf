import { join } from 'node:path'
import { maskArea, maskContains, maskFromRle, rleFromMask } from '@shared/mask/maskData'
import { countsFromString } from '@shared/mask/rleString'
import type { MaskShape } from '@shared/schema/shape'
import type { MainWindow } from '../pages/mainWindow'
import { expect, test } from '../support/app'
import { predict } from '../support/commandLine'
import { near } from '../support/expectations'
import { putPhotos } from '../support/photos'
import { fromColumnMajor } from '@shared/mask/columnMajor'

const lamb = { x: 530, y: 370 }
/** Beside the lamb, in the grass. */
const grass = { x: 400, y: 420 }

/** The only object's mask, once it is on the disk. */
async function storedMask(window: MainWindow): Promise<MaskShape> {
  await expect.poll(() => window.storedObjects()).toHaveLength(1)
  const [object] = await window.storedObjects()
  if (object?.shape.kind !== 'mask') throw new Error('The object is no mask')
  return object.shape
}

test('an object is outlined by points', { tag: '@smoke' }, async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putPhotos(images, { 'lamb.jpg': 'march-pastoral' })
  const { page, window } = await start({ args: [images] })
  const canvas = expect(window.canvas)
  await window.openImage('lamb.jpg')
  await window.waitForEmbedding('lamb.jpg')
  await window.chooseTool('point')

  await test.step('a preview follows the pointer before the first click, with the scores of all masks', async () => {
    await window.hover(lamb)
    await canvas.toHaveAttribute('data-phase', 'hover')
    await window.waitForPreview()
    expect(await window.scores()).toEqual([88, 93, 98, 93])
    expect(await window.chosenMask()).toBe(2)
    await window.hover({ x: 530, y: -20 })
    await canvas.toHaveAttribute('data-phase', 'none')
    await expect(window.candidates).toBeHidden()
  })

  await test.step('a click fixes it; further ones add and take away', async () => {
    await window.click(lamb)
    await window.waitForPrompt({ points: 1, mask: 2 })
    await window.click({ x: 560, y: 400 })
    await window.waitForPrompt({ points: 2 })
    await window.click(grass, 'right')
    await window.waitForPrompt({ points: 3 })
    await window.holding('Alt', () => window.click({ x: 620, y: 420 }))
    await window.waitForPrompt({ points: 4 })
  })

  await test.step('Backspace takes the points back, one by one; redo puts one again', async () => {
    await page.keyboard.press('Backspace')
    await window.waitForPrompt({ points: 3 })
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await window.waitForPrompt({ points: 1 })
    expect(await window.scores()).toEqual([88, 93, 98, 93])
    await window.redo()
    await window.waitForPrompt({ points: 2 })
    await window.undo()
    await window.waitForPrompt({ points: 1 })
    await page.keyboard.press('Backspace')
    await canvas.toHaveAttribute('data-path', 'point.idle')
  })

  await test.step('1, 2, 3, Alt+wheel and the buttons choose among the masks', async () => {
    await window.click(lamb)
    await window.waitForPrompt()
    for (const key of [1, 3, 2]) {
      await page.keyboard.press(String(key))
      await window.waitForPrompt({ mask: key })
      expect(await window.chosenMask()).toBe(key)
    }
    await window.holding('Alt', () => page.mouse.wheel(0, 100))
    await window.waitForPrompt({ mask: 3 })
    await window.holding('Alt', () => page.mouse.wheel(0, -100))
    await window.waitForPrompt({ mask: 2 })
    await page.getByTestId('candidate-0').click()
    await window.waitForPrompt({ mask: 0 })
  })

  await test.step('in the smallest window everything can still be reached', async () => {
    const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    await page.setViewportSize({ width: 900, height: 600 })
    const ids = ['candidate-0', 'candidate-3', 'prompt-accept', 'prompt-discard', 'tool-eraser', 'view-fit']
    for (const id of ids) await page.getByTestId(id).click({ trial: true })
    await page.setViewportSize(size)
  })

  await test.step('in the language with the longest words nothing hangs over the panel beside it', async () => {
    await window.changeSettings({ language: 'ru' })
    await expect(page.getByTestId('prompt-discard')).toHaveText('Отменить')
    const [discard, image] = await Promise.all(
      [page.getByTestId('prompt-discard'), window.canvas].map((part) => part.boundingBox())
    )
    const rightOf = (box: typeof discard): number => (box ? box.x + box.width : NaN)
    expect(rightOf(discard)).toBeLessThanOrEqual(rightOf(image))
    await window.changeSettings({ language: 'en' })
  })

  await test.step('Escape cancels, and nothing is made', async () => {
    await page.keyboard.press('Escape')
    await canvas.toHaveAttribute('data-path', 'point.idle')
    await expect(window.objectRows()).toHaveCount(0)
    expect(await window.storedObjects()).toEqual([])
  })

  await test.step('Enter makes one object of the chosen mask, with where it came from', async () => {
    await window.click(lamb)
    await window.waitForPrompt()
    await page.keyboard.press('1')
    await window.waitForPrompt({ mask: 1 })
    await window.accept()
    const mask = await storedMask(window)
    expect(maskContains(mask, lamb.x, lamb.y)).toBe(true)
    expect(maskContains(mask, grass.x, grass.y)).toBe(false)
    const [object] = await window.storedObjects()
    expect(object).toMatchObject({ source: 'point', modelId: 'mobile-sam', prompt: { box: null } })
    expect(object?.score).toBeCloseTo(0.93, 2)
    expect(object?.prompt?.points).toHaveLength(1)
    await expect(page.getByTestId('image-objects')).toHaveText('1')
  })

  await test.step('undo and redo of the whole object', async () => {
    await window.undo()
    await expect(window.objectRows()).toHaveCount(0)
    await expect(page.getByTestId('image-objects')).toHaveCount(0)
    await window.redo()
    await expect(window.objectRows()).toHaveCount(1)
  })
})

test(
  'an object is outlined by a box, and refined by points',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putPhotos(images, { 'lamb.jpg': 'march-pastoral' })
    const { page, window } = await start({ args: [images] })
    const canvas = expect(window.canvas)
    await window.openImage('lamb.jpg')
    await window.waitForEmbedding('lamb.jpg')
    await window.chooseTool('box')

    await test.step('a preview follows the box while it is dragged', async () => {
      const [from, to] = await Promise.all([window.at({ x: 424, y: 166 }), window.at({ x: 760, y: 442 })])
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 5 })
      await canvas.toHaveAttribute('data-phase', 'hover')
      await window.waitForPreview()
      await expect(window.objectRows()).toHaveCount(0)
      await page.mouse.up()
      await window.waitForPrompt()
    })

    let byBox = 0
    await test.step('Enter takes the outline of the box, which is the one that the command line gives', async () => {
      await window.accept()
      byBox = maskArea(await storedMask(window))
      await expect
        .poll(() => window.storedBoxes())
        .toEqual([[near(430, 15), near(170, 15), near(325, 20), near(270, 20)]])
      const [object] = await window.storedObjects()
      expect(object).toMatchObject({ source: 'box', prompt: { points: [] } })
      const box = object?.prompt?.box ?? []
      const { masks } = await predict(join(images, 'lamb.jpg'), '--box', box.join(','))
      const [told] = masks
      if (!told) throw new Error('The command line found nothing')
      expect(told.score).toBe(object?.score)
      const [height, width] = told.segmentation.size
      const runs = fromColumnMajor({ width, height, counts: countsFromString(told.segmentation.counts) })
      expect(maskFromRle(runs)).toEqual(maskFromRle(rleFromMask(await storedMask(window))))
      await window.undo()
      await expect(window.objectRows()).toHaveCount(0)
    })

    await test.step('points refine it; Backspace goes back to the box', async () => {
      await window.drag({ x: 424, y: 166 }, { x: 600, y: 300 }, { x: 760, y: 442 })
      await window.waitForPrompt()
      await window.click(lamb, 'right')
      await window.waitForPrompt({ points: 1 })
      await window.click({ x: 560, y: 250 })
      await window.waitForPrompt({ points: 2 })
      await page.keyboard.press('Backspace')
      await window.waitForPrompt({ points: 1 })
      await window.accept()
      const mask = await storedMask(window)
      expect(maskArea(mask)).toBeLessThan(byBox)
      expect(maskContains(mask, lamb.x, lamb.y)).toBe(false)
      const [object] = await window.storedObjects()
      expect(object?.prompt?.points).toMatchObject([{ label: 0 }])
      expect(object?.prompt?.box).not.toBeNull()
    })

    await test.step('Escape in the middle of a box gives it up', async () => {
      const from = await window.at({ x: 100, y: 100 })
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(from.x + 80, from.y + 60, { steps: 3 })
      await canvas.toHaveAttribute('data-path', 'box.dragging')
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await canvas.toHaveAttribute('data-path', 'box.idle')
      await canvas.toHaveAttribute('data-phase', 'none')
    })
  }
)
