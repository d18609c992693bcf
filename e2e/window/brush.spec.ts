import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { maskArea, maskContains } from '@shared/mask/maskData'
import type { MaskShape } from '@shared/schema/shape'
import { expect, test } from '../support/app'
import { readCoco, rlePixels } from '../support/coco'
import { disc, putFiles } from '../support/pictures'

const size = { width: 400, height: 300 }
const middle = { x: 200, y: 150 }
const picture = disc(size, { ...middle, radius: 90 }).toBuffer('image/png')

test(
  'a mask is painted, gets a hole, and keeps it in the export',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const datasets = join(folder, 'datasets')
    await mkdir(datasets)
    await putFiles(images, { 'disc.png': picture })
    const { page, window } = await start({ args: [images] })
    const masks = async (): Promise<readonly MaskShape[]> => {
      const shapes = (await window.storedObjects()).map(({ shape }) => shape)
      return shapes.filter((shape) => shape.kind === 'mask')
    }
    /** Which of some points the only mask covers. */
    const covered = expect.poll(async () => {
      const [mask] = await masks()
      const points = { middle, edge: { x: 260, y: 150 }, above: { x: 200, y: 20 } }
      return Object.entries(points)
        .filter(([, { x, y }]) => mask && maskContains(mask, x, y))
        .map(([name]) => name)
    })
    await window.openImage('disc.png')

    await test.step('SAM outlines the disc', async () => {
      await window.waitForEmbedding('disc.png')
      await window.chooseTool('point')
      await window.click(middle)
      await window.waitForPrompt()
      await window.accept()
      await covered.toEqual(['middle', 'edge'])
      const [mask] = await masks()
      const area = Math.PI * 90 ** 2
      expect(mask && maskArea(mask)).toBeGreaterThan(0.97 * area)
      expect(mask && maskArea(mask)).toBeLessThan(1.03 * area)
    })

    await test.step('the eraser makes a hole in it, which can be undone and redone', async () => {
      await window.chooseTool('eraser')
      await window.hover(middle)
      for (let i = 0; i < 4; i++) await page.keyboard.press(']')
      await window.drag({ x: 190, y: 150 }, middle, { x: 210, y: 150 })
      await covered.toEqual(['edge'])
      await window.undo()
      await covered.toEqual(['middle', 'edge'])
      await window.redo()
      await covered.toEqual(['edge'])
    })

    await test.step('the brush adds to the selected mask, with Alt it erases', async () => {
      await window.chooseTool('brush')
      await window.drag({ x: 200, y: 70 }, { x: 200, y: 40 }, { x: 200, y: 20 })
      await covered.toEqual(['edge', 'above'])
      await window.holding('Alt', () => window.drag({ x: 200, y: 50 }, { x: 200, y: 20 }, { x: 200, y: 5 }))
      await covered.toEqual(['edge'])
      await window.undo()
      await covered.toEqual(['edge', 'above'])
      await window.undo()
      await covered.toEqual(['edge'])
      expect(await masks()).toHaveLength(1)
    })

    await test.step('without a selection the brush begins a mask of its own', async () => {
      await page.keyboard.press('Escape')
      await window.drag({ x: 30, y: 270 }, { x: 60, y: 270 })
      await expect.poll(masks).toHaveLength(2)
      await expect(window.selectedRows()).toHaveCount(1)
      await window.undo()
      await expect.poll(masks).toHaveLength(1)
    })

    await test.step('SAM’s own mask is kept beside the corrected one', async () => {
      const [object] = await window.storedObjects()
      expect(object?.rawMask && maskContains(object.rawMask, middle.x, middle.y)).toBe(true)
    })

    await test.step('the export writes the hole, as RLE', async () => {
      const [mask] = await masks()
      await window.exportTo(datasets, 'coco')
      const { annotations } = await readCoco(datasets)
      const [annotation] = annotations
      if (!annotation) throw new Error('Nothing was exported')
      expect(annotation.area).toBe(mask && maskArea(mask))
      const pixels = rlePixels(annotation)
      expect(pixels).toMatchObject(size)
      const at = ({ x, y }: { x: number; y: number }): number => pixels.data[y * size.width + x] ?? -1
      expect([at(middle), at({ x: 260, y: 150 }), at({ x: 5, y: 5 })]).toEqual([0, 1, 0])
    })
  }
)
