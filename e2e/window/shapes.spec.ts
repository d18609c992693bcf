import { join } from 'node:path'
import { nearBox } from '../support/expectations'
import { expect, test } from '../support/app'
import { draw, putFiles } from '../support/pictures'

const picture = draw(400, 300, (context) => {
  context.fillStyle = '#f4c542'
  context.fillRect(40, 40, 100, 80)
}).toBuffer('image/png')

test(
  'rectangles are drawn, selected, moved, resized, hidden and deleted',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'one.png': picture })
    const { page, window } = await start({ args: [images] })
    const boxes = expect.poll(() => window.storedBoxes())
    await window.openImage('one.png')

    await test.step('drawing a rectangle, taking it back and drawing it again', async () => {
      await window.chooseTool('rectangle')
      await window.drag({ x: 40, y: 40 }, { x: 100, y: 90 }, { x: 140, y: 120 })
      await boxes.toEqual([nearBox(40, 40, 100, 80)])
      await window.undo()
      await boxes.toEqual([])
      await window.redo()
      await boxes.toEqual([nearBox(40, 40, 100, 80)])
    })

    await test.step('moving it', async () => {
      await window.chooseTool('select')
      await window.drag({ x: 90, y: 80 }, { x: 120, y: 100 }, { x: 150, y: 110 })
      await boxes.toEqual([nearBox(100, 70, 100, 80)])
      await expect(window.selectedRows()).toHaveCount(1)
      await window.undo()
      await boxes.toEqual([nearBox(40, 40, 100, 80)])
      await window.redo()
      await boxes.toEqual([nearBox(100, 70, 100, 80)])
    })

    await test.step('resizing it by a handle', async () => {
      await window.drag({ x: 200, y: 150 }, { x: 220, y: 170 }, { x: 240, y: 200 })
      await boxes.toEqual([nearBox(100, 70, 140, 130)])
      await window.drag({ x: 100, y: 135 }, { x: 90, y: 135 }, { x: 60, y: 135 })
      await boxes.toEqual([nearBox(60, 70, 180, 130)])
      await window.undo()
      await boxes.toEqual([nearBox(100, 70, 140, 130)])
    })

    await test.step('Escape in the middle of a drag leaves it where it was', async () => {
      const from = await window.at({ x: 170, y: 130 })
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 })
      await expect(window.canvas).toHaveAttribute('data-path', 'select.translating')
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await expect(window.canvas).toHaveAttribute('data-path', 'select.idle')
      await boxes.toEqual([nearBox(100, 70, 140, 130)])
    })

    await test.step('Tab goes through the objects', async () => {
      await window.chooseTool('rectangle')
      await window.drag({ x: 280, y: 200 }, { x: 350, y: 280 })
      await boxes.toEqual([nearBox(100, 70, 140, 130), nearBox(280, 200, 70, 80)])
      await window.chooseTool('select')
      await window.click({ x: 20, y: 280 })
      await expect(window.selectedRows()).toHaveCount(0)
      for (const expected of [0, 1, 0]) {
        await page.keyboard.press('Tab')
        await expect(window.objectRows().nth(expected)).toHaveAttribute('aria-selected', 'true')
        await expect(window.selectedRows()).toHaveCount(1)
      }
      await page.keyboard.press('Shift+Tab')
      await expect(window.objectRows().nth(1)).toHaveAttribute('aria-selected', 'true')
    })

    await test.step('Shift adds to the selection, and a box around objects selects them', async () => {
      await window.holding('Shift', () => window.click({ x: 170, y: 130 }))
      await expect(window.selectedRows()).toHaveCount(2)
      await page.keyboard.press('Escape')
      await expect(window.selectedRows()).toHaveCount(0)
      await window.drag({ x: 10, y: 10 }, { x: 200, y: 100 }, { x: 390, y: 295 })
      await expect(window.selectedRows()).toHaveCount(2)
    })

    await test.step('deleting, by the key and by the bin, and taking it back', async () => {
      await page.keyboard.press('Delete')
      await boxes.toEqual([])
      await window.undo()
      await boxes.toHaveLength(2)
      await window.objectRows().first().getByTestId('object-delete').click()
      await boxes.toEqual([nearBox(280, 200, 70, 80)])
      await window.undo()
      await boxes.toHaveLength(2)
      await window.redo()
      await boxes.toHaveLength(1)
      await window.undo()
      await boxes.toHaveLength(2)
    })

    await test.step('hiding, by the eye and by the key', async () => {
      const hidden = expect.poll(async () => (await window.storedObjects()).map((object) => object.hidden))
      const row = window.objectRows().first()
      await row.getByTestId('object-visibility').click()
      await hidden.toEqual([true, false])
      await expect(row).toHaveAttribute('data-hidden', 'true')
      await window.click({ x: 170, y: 130 })
      await expect(window.selectedRows()).toHaveCount(0)
      await window.undo()
      await hidden.toEqual([false, false])
      await window.click({ x: 170, y: 130 })
      await page.keyboard.press('h')
      await hidden.toEqual([true, false])
      await page.keyboard.press('h')
      await hidden.toEqual([false, false])
    })
  }
)

test(
  'polygons are closed by a click and by Enter; corners and edges are dragged',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'one.png': picture })
    const { page, window } = await start({ args: [images] })
    const boxes = expect.poll(() => window.storedBoxes())
    const corners = expect.poll(async () => {
      const objects = await window.storedObjects()
      return objects.map(({ shape }) => (shape.kind === 'polygon' ? (shape.parts[0]?.outer.length ?? 0) : 0))
    })
    const path = expect(window.canvas)
    await window.openImage('one.png')
    await window.chooseTool('polygon')

    await test.step('a click on the first corner closes', async () => {
      for (const [x, y] of [
        [50, 50],
        [150, 60],
        [140, 160],
        [60, 150]
      ] as const) {
        await window.click({ x, y })
      }
      await window.click({ x: 51, y: 51 })
      await path.toHaveAttribute('data-path', 'polygon.idle')
      await boxes.toEqual([nearBox(50, 50, 100, 110)])
      await corners.toEqual([4])
    })

    await test.step('Backspace takes a corner back, Enter closes', async () => {
      for (const [x, y] of [
        [250, 50],
        [350, 50],
        [350, 250],
        [390, 290]
      ] as const) {
        await window.click({ x, y })
      }
      await page.keyboard.press('Backspace')
      await page.keyboard.press('Enter')
      await boxes.toEqual([nearBox(50, 50, 100, 110), nearBox(250, 50, 100, 200)])
      await corners.toEqual([4, 3])
    })

    await test.step('Escape gives a polygon up', async () => {
      await window.click({ x: 20, y: 200 })
      await path.toHaveAttribute('data-path', 'polygon.drawing')
      await page.keyboard.press('Escape')
      await path.toHaveAttribute('data-path', 'polygon.idle')
      await window.undo()
      await corners.toEqual([4])
      await window.redo()
      await corners.toEqual([4, 3])
    })

    await test.step('dragging a corner', async () => {
      await window.chooseTool('select')
      await window.click({ x: 90, y: 100 })
      await window.drag({ x: 50, y: 50 }, { x: 40, y: 40 }, { x: 20, y: 30 })
      await boxes.toEqual([nearBox(20, 30, 130, 130), nearBox(250, 50, 100, 200)])
      await window.undo()
      await boxes.toEqual([nearBox(50, 50, 100, 110), nearBox(250, 50, 100, 200)])
      await window.redo()
      await boxes.toEqual([nearBox(20, 30, 130, 130), nearBox(250, 50, 100, 200)])
    })

    await test.step('dragging the middle of an edge makes a corner, Alt+click takes it out', async () => {
      await window.drag({ x: 100, y: 155 }, { x: 100, y: 180 }, { x: 100, y: 220 })
      await corners.toEqual([5, 3])
      await boxes.toEqual([nearBox(20, 30, 130, 190), nearBox(250, 50, 100, 200)])
      await window.holding('Alt', () => window.click({ x: 100, y: 220 }))
      await corners.toEqual([4, 3])
      await window.undo()
      await corners.toEqual([5, 3])
      await window.undo()
      await corners.toEqual([4, 3])
    })

    await test.step('moving a polygon as a whole', async () => {
      await window.drag({ x: 90, y: 100 }, { x: 110, y: 120 }, { x: 120, y: 140 })
      await boxes.toEqual([nearBox(50, 70, 130, 130), nearBox(250, 50, 100, 200)])
    })
  }
)
