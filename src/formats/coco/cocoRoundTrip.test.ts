import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shape } from '@shared/schema/shape'
import { anyDataset } from '../testing/anyDataset'
import { datasetOf, maskWhere, object, rect } from '../testing/datasets'
import { roundTrip } from '../testing/roundTrip'

const shapesOf = async (shape: Shape, rle: boolean, iscrowd = false): Promise<readonly Shape[]> => {
  const annotations = [object(shape, 3, { iscrowd })]
  const { images, items } = await roundTrip(datasetOf([{ path: 'a.jpg', annotations }]), {
    format: 'coco',
    rle
  })
  expect(items).toEqual([])
  return images.flatMap(({ objects }) => objects.map((found) => found.shape))
}

describe('COCO, written and read', () => {
  it('gives every mask back bit by bit as runs', { timeout: 30_000 }, async () => {
    const noise = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 9 }))
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async ([seed, density], crowd) => {
        const mask = maskWhere(64, 48, (x, y) => ((x + 7) * (y + 3) * seed) % 10 < density)
        expect(await shapesOf(mask, true, crowd)).toEqual([mask])
      }),
      { numRuns: 40 }
    )
  })

  it('gives images, classes, boxes and all else back', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, fc.boolean(), async (dataset, rle) => {
        const { report, images, items } = await roundTrip(dataset, { format: 'coco', rle })
        expect(report.lost).toBe(0)
        expect(items).toEqual([])
        expect(images.map(({ name }) => name)).toEqual(dataset.images.map(({ path }) => path))
        for (const [i, { objects }] of images.entries()) {
          const written = await dataset.annotations(dataset.images[i]?.id ?? (1 as never))
          expect(objects.map(({ className }) => className)).toEqual(
            written.map(({ labelId }) => dataset.labels.find(({ id }) => id === labelId)?.name)
          )
          for (const [n, { shape }] of written.entries()) {
            if (shape.kind !== 'rect' || rle) continue
            expect(objects[n]?.shape.kind).toBe('rect')
          }
        }
      }),
      { numRuns: 30 }
    )
  })

  it('keeps groups, scores, sources, crowds and attributes', async () => {
    const fields = {
      groupId: 'g 1',
      score: 0.5,
      source: 'point' as const,
      attributes: { a: 1, b: 'x', c: true }
    }
    const annotations = [object(rect(1, 2, 10, 10), 7, fields)]
    const { images } = await roundTrip(datasetOf([{ path: 'a.jpg', annotations }]), { format: 'coco' })
    expect(images[0]?.objects).toMatchObject([
      { group: 'g 1', score: 0.5, source: 'point', className: 'yes', attributes: { a: 1, b: 'x', c: true } }
    ])
    expect(images[0]?.objects[0]?.shape).toEqual(rect(1, 2, 10, 10))
  })
})
