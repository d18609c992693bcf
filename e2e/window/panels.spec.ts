import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { closeWindow, expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

type Side = 'left' | 'right'
const size = { width: 400, height: 300 }

/** The columns beside the canvas, in the words of the user. */
class Columns {
  /** What the page complained of: a style that its policy forbids, a failure. */
  readonly complaints: string[] = []

  constructor(private readonly page: Page) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
  }

  border(side: Side): Locator {
    return this.page.getByRole('separator', {
      name: side === 'left' ? 'Width of the image list' : 'Width of the class and object panels'
    })
  }

  /** In CSS pixels: left, canvas, right. */
  async widths(): Promise<readonly number[]> {
    const boxes = ['left-column', 'middle-column', 'right-column'].map((id) => this.page.getByTestId(id))
    return Promise.all(boxes.map(async (box) => Math.round((await box.boundingBox())?.width ?? 0)))
  }

  /** Presses on a border and moves by so many pixels; the button stays down. */
  async pull(side: Side, by: number): Promise<void> {
    const box = await this.border(side).boundingBox()
    if (!box) throw new Error('The border is not on the screen')
    const [x, y] = [box.x + 3, box.y + 300]
    await this.page.mouse.move(x, y)
    await this.page.mouse.down()
    await this.page.mouse.move(x + by, y + 20, { steps: 5 })
  }

  async drag(side: Side, by: number): Promise<void> {
    await this.pull(side, by)
    await this.page.mouse.up()
  }

  async expectWidths(...widths: readonly number[]): Promise<void> {
    await expect.poll(() => this.widths()).toEqual(widths)
  }
}

test(
  'the columns beside the canvas are as wide as they were made',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    await putFiles(images, { 'one.png': disc(size, { x: 200, y: 150, radius: 90 }).toBuffer('image/png') })
    const first = await start({ args: [images] })
    const { page, window } = first
    const columns = new Columns(page)
    const canvasRegion = page.locator('[data-canvas-region]')
    const saved = async (): Promise<unknown> => {
      const text = await readFile(join(folder, 'user-data/settings.json'), 'utf8').catch(() => '{}')
      const { leftPanelWidth, rightPanelWidth } = JSON.parse(text) as Record<string, unknown>
      return [leftPanelWidth, rightPanelWidth]
    }
    await window.openImage('one.png')
    await columns.expectWidths(270, 890, 280)

    await test.step('a border follows the pointer, and is kept once it is let go of', async () => {
      await window.chooseTool('rectangle')
      await window.drawRectangle({ x: 100, y: 100 }, { x: 150, y: 150 })
      await window.chooseTool('select')
      await canvasRegion.focus()
      await columns.pull('left', 131)
      await columns.expectWidths(401, 759, 280)
      await expect(window.canvas).toHaveCSS('cursor', 'col-resize')
      await expect(window.canvas.locator('canvas').first()).toHaveCSS('width', '759px')
      expect(await saved()).toEqual([undefined, undefined])
      await page.mouse.up()
      await expect.poll(saved).toEqual([401, null])
      await columns.drag('right', 60)
      await columns.expectWidths(401, 819, 220)
      await expect.poll(saved).toEqual([401, 220])
      // The next key is for the image, as before.
      await expect(canvasRegion).toBeFocused()
    })

    await test.step('it ends at the limits', async () => {
      await columns.drag('left', -390)
      await columns.expectWidths(180, 1040, 220)
      await columns.drag('right', -600)
      await columns.expectWidths(180, 740, 520)
      await columns.drag('left', 800)
      await columns.expectWidths(520, 400, 520)
    })

    await test.step('the smallest window leaves room for the canvas, and what was chosen comes back', async () => {
      const old = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
      await page.setViewportSize({ width: 900, height: 600 })
      await columns.expectWidths(250, 400, 250)
      for (const id of ['tool-select', 'view-fit', 'display'])
        await page.getByTestId(id).click({ trial: true })
      await page.setViewportSize(old)
      await columns.expectWidths(520, 400, 520)
    })

    await test.step('keys move the border that has the focus, and no object', async () => {
      await columns.drag('left', -120)
      await window.objectRows().first().click()
      const objects = await window.storedBoxes()
      await columns.border('right').focus()
      for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'ArrowLeft'])
        await page.keyboard.press(key)
      await columns.expectWidths(400, 580, 460)
      await expect.poll(saved).toEqual([400, 460])
      await expect(columns.border('right')).toHaveAttribute('aria-valuetext', '460 pixels')
      await page.keyboard.press('F6')
      await expect(page.getByRole('list', { name: 'Project classes' }).locator(':focus')).toHaveCount(1)
      expect(await window.storedBoxes()).toEqual(objects)
    })

    await test.step('a double click gives the width back that it had at first', async () => {
      await columns.border('right').dblclick({ position: { x: 3, y: 300 } })
      await columns.expectWidths(400, 760, 280)
      await expect.poll(saved).toEqual([400, null])
    })

    await test.step('what lies over the window is not in the way', async () => {
      await page.keyboard.press('F1')
      await expect(page.getByRole('dialog')).toBeVisible()
      await columns.drag('left', 50)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await columns.expectWidths(400, 760, 280)
    })

    await test.step('a window that starts anew shows these widths from its first picture on', async () => {
      await page.addInitScript(() => {
        const seen = new Set<number>()
        Object.assign(globalThis, { seen })
        const look = (): void => {
          const width = document.getElementById('left-column')?.getBoundingClientRect().width
          if (width !== undefined) seen.add(Math.round(width))
          requestAnimationFrame(look)
        }
        look()
      })
      await page.reload()
      await window.openImage('one.png')
      await columns.expectWidths(400, 760, 280)
      expect(await page.evaluate(() => [...(globalThis as unknown as { seen: Set<number> }).seen])).toEqual([
        400
      ])
    })
    expect(columns.complaints).toEqual([])
    await closeWindow(first)

    await test.step('so does the next start of the application', async () => {
      const second = await start({ args: [images] })
      const again = new Columns(second.page)
      await second.window.openImage('one.png')
      await again.expectWidths(400, 760, 280)
      expect(again.complaints).toEqual([])
    })
  }
)
