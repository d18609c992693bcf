import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Size } from '@shared/geometry/spaces'
import { shapeIou } from '../selfCheck'
import { anyDataset } from '../testing/anyDataset'
import { roundTrip } from '../testing/roundTrip'
import { detection, oriented, segmentation } from './task'

const kinds = [
  ['yolo', detection],
  ['yolo-seg', segmentation],
  ['yolo-obb', oriented]
] as const

it.each(kinds)(
  '%s, written and read, keeps images, classes and outlines',
  { timeout: 60_000 },
  async (format, task) => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        const { report, images, items } = await roundTrip(dataset, { format })
        expect(report.lost).toBe(0)
        expect(items).toEqual([])
        expect(new Set(images.map(({ name }) => name))).toEqual(
          new Set(dataset.images.map(({ path }) => path))
        )
        for (const { name, objects } of images) {
          const image = dataset.images.find(({ path }) => path === name)
          if (!image) continue
          const size: Size = image
          const written = await dataset.annotations(image.id)
          expect(objects.map(({ className }) => className)).toEqual(
            written.map(({ labelId }) => dataset.labels.find(({ id }) => id === labelId)?.name)
          )
          for (const [i, { shape }] of written.entries()) {
            const found = objects[i]?.shape
            if (!found) throw new Error('An object is missing')
            expect(task.iou(shape, found, size)).toBeGreaterThan(0.95)
            if (format === 'yolo-seg') expect(shapeIou(shape, found, size)).toBeGreaterThan(0.95)
          }
        }
      }),
      { numRuns: 20 }
    )
  }
)
