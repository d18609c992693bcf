import { join } from 'node:path'
import { maskArea, maskBounds } from '@shared/mask/maskData'
import { avifTurned } from '../../src/imaging/testing/avifFile'
import {
  jpegWithOrientation,
  pngWithOrientation,
  webpWithOrientation
} from '../../src/imaging/testing/exifFiles'
import type { ImagePoint } from '../pages/mainWindow'
import { near } from '../support/expectations'
import { expect, test } from '../support/app'
import { everyFormat, quarters } from '../support/formats'
import { disc, putFiles } from '../support/pictures'

test('every format is shown with its colours', { tag: '@smoke' }, async ({ start, folder }) => {
  const images = join(folder, 'images')
  const files = everyFormat()
  await putFiles(images, files)
  await putFiles(join(folder, 'user-data'), { 'settings.json': JSON.stringify({ encodeAhead: 0 }) })
  const { page, window } = await start({ args: [images] })
  await expect(window.imageRows()).toHaveCount(Object.keys(files).length)
  for (const path of Object.keys(files)) {
    await test.step(path, async () => {
      await window.openImage(path)
      await expect(page.getByTestId('status-size')).toHaveText('240 × 160')
      for (const { x, y, color } of Object.values(quarters)) {
        expect(await window.colorAt({ x, y })).toEqual(color.map((value) => near(value, 12)))
      }
      await expect(window.imageRow(path).locator('img')).toBeVisible()
    })
  }
})

/** Where a point of the stored pixels is seen once the picture is upright, for each EXIF orientation. */
const upright: Readonly<Record<number, (x: number, y: number, width: number, height: number) => ImagePoint>> =
  {
    1: (x, y) => ({ x, y }),
    2: (x, y, width) => ({ x: width - x, y }),
    3: (x, y, width, height) => ({ x: width - x, y: height - y }),
    4: (x, y, _width, height) => ({ x, y: height - y }),
    5: (x, y) => ({ x: y, y: x }),
    6: (x, y, _width, height) => ({ x: height - y, y: x }),
    7: (x, y, width, height) => ({ x: height - y, y: width - x }),
    8: (x, y, width) => ({ x: y, y: width - x })
  }

test(
  'pictures turned by EXIF are seen, prompted and stored upright',
  { tag: '@smoke' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const stored = { width: 360, height: 240, x: 250, y: 80, radius: 45 }
    const jpeg = disc(stored, stored).toBuffer('image/jpeg', 95)
    const orientations = Object.keys(upright).map(Number)
    // As stored, upside down, a quarter turn, and a mirrored one.
    const prompted = [1, 3, 6, 7]
    await putFiles(images, {
      ...Object.fromEntries(orientations.map((o) => [`turned${o}.jpg`, jpegWithOrientation(jpeg, o)])),
      // Yellow, green, black and red quarters, which lie red, yellow, green, black when turned.
      'turned.avif': avifTurned(3),
      'turned.png': pngWithOrientation(6),
      'turned.webp': webpWithOrientation(6)
    })
    await putFiles(join(folder, 'user-data'), { 'settings.json': JSON.stringify({ encodeAhead: 0 }) })
    const { page, window } = await start({ args: [images] })
    await window.openImage('turned1.jpg')
    await window.chooseTool('point')

    for (const [orientation, turn] of Object.entries(upright)) {
      await test.step(`a JPEG of orientation ${orientation}`, async () => {
        await window.openImage(`turned${orientation}.jpg`)
        const size = Number(orientation) < 5 ? '360 × 240' : '240 × 360'
        await expect(page.getByTestId('status-size')).toHaveText(size)
        const center = turn(stored.x, stored.y, stored.width, stored.height)
        expect(await window.colorAt(center)).toEqual([near(244, 12), near(197, 12), near(66, 12)])
        if (!prompted.includes(Number(orientation))) return
        await window.click(center)
        await window.waitForPrompt()
        await window.accept()
        await expect.poll(() => window.storedObjects()).toHaveLength(1)
        const [object] = await window.storedObjects()
        if (object?.shape.kind !== 'mask') throw new Error('The object is no mask')
        expect(maskArea(object.shape)).toEqual(near(Math.PI * stored.radius ** 2, 200))
        const box = maskBounds(object.shape)
        expect(box && [box.x + box.width / 2, box.y + box.height / 2]).toEqual([
          near(center.x),
          near(center.y)
        ])
      })
    }

    for (const path of ['turned.avif', 'turned.png', 'turned.webp']) {
      await test.step(path, async () => {
        await window.openImage(path)
        await expect(page.getByTestId('status-size')).toHaveText('16 × 32')
        const seen = await Promise.all(
          [
            { x: 4, y: 4 },
            { x: 12, y: 4 },
            { x: 12, y: 28 },
            { x: 4, y: 28 }
          ].map((point) => window.colorAt(point))
        )
        const colors = [
          [255, 0, 0],
          [255, 255, 0],
          [0, 255, 0],
          [0, 0, 0]
        ]
        expect(seen).toEqual(colors.map((color) => color.map((value) => near(value, 40))))
      })
    }
  }
)
