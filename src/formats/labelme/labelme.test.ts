import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeBounds } from '@shared/geometry/shape'
import { maskArea } from '@shared/mask/maskData'
import type { ImportItem } from '@shared/schema/importing'
import { datasetOf, disc, object, rect } from '../testing/datasets'
import { fixture, itemsBriefly } from '../testing/fixture'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { roundTrip } from '../testing/roundTrip'
import { anyDataset, keepsItsShapes } from '../testing/anyDataset'
import { labelmeReader } from './labelmeReader'

const files = await fixture('labelme')

describe('LabelMe', () => {
  it('is recognised', async () => {
    expect(await labelmeReader.detect(memorySource(files))).toBeGreaterThan(0.5)
    expect(await labelmeReader.detect(memorySource({ 'a.json': '{"images": [], "annotations": []}' }))).toBe(
      0
    )
    expect(await labelmeReader.detect(memorySource({ 'a.txt': 'shapes' }))).toBe(0)
  })

  it('reads every kind of shape, and says what it cannot', async () => {
    const { dataset, images, items } = await readAll(labelmeReader, memorySource(files))
    expect(dataset.classes.map(({ name }) => name)).toEqual(['cat', 'dog'])
    expect(images).toHaveLength(1)
    expect(images[0]).toMatchObject({
      name: 'images/pets.jpg',
      size: { width: 80, height: 60 },
      extra: { flags: { night: true } }
    })
    const objects = images[0]?.objects ?? []
    expect(objects.map(({ id, className }) => `${id} ${className}`)).toEqual([
      ...['#1 cat', '#2 dog', '#3 ball', '#4 cat', '#7 cat']
    ])
    const [, dog, ball, mask, clipped] = objects
    expect(dog).toMatchObject({
      shape: rect(40, 20, 20, 20),
      group: '7',
      attributes: { occluded: true, description: 'asleep' }
    })
    expect(ball && shapeBounds(ball.shape)).toMatchObject({ x: 60, width: 20 })
    expect(mask?.shape.kind === 'mask' && maskArea(mask.shape)).toBe(10)
    expect(mask && shapeBounds(mask.shape)).toEqual({ x: 2, y: 3, width: 4, height: 3 })
    expect(clipped).toMatchObject({ extra: { track: 3 } })
    expect(clipped && shapeBounds(clipped.shape)).toEqual({ x: 70, y: 50, width: 10, height: 10 })
    expect(itemsBriefly(items)).toEqual([
      '#3 shape-unsupported changed circle → polygon',
      '#5 shape-unsupported object-left-out linestrip',
      '#6 shape-unsupported object-left-out point',
      '#7 coordinates-outside clipped',
      '#8 coordinates-odd object-left-out',
      '#9 coordinates-not-numbers object-left-out',
      '#10 class-malformed object-left-out   ',
      '#11 coordinates-outside object-left-out'
    ])
    expect(items.every((item) => item.file === 'annotations/pets.json' && (item.line ?? 0) > 5)).toBe(true)
  })

  const one = (fields: object): string =>
    JSON.stringify({ shapes: [], imagePath: 'a.jpg', imageHeight: 60, imageWidth: 80, ...fields })
  const itemsOf = async (text: string): Promise<readonly ImportItem[]> =>
    (await readAll(labelmeReader, memorySource({ 'x/a.json': text }, { chosen: 'x/a.json' }))).items

  it('reports files that are damaged, too large, or lead elsewhere', async () => {
    expect(itemsBriefly(await itemsOf(one({}).slice(0, -3)))).toMatchObject([
      /^null file-broken file-left-out/
    ])
    expect(await itemsOf(one({ imagePath: '../a.jpg' }))).toEqual([])
    for (const imagePath of ['../../a.jpg', '/etc/a.jpg', 'C:\\photos\\a.jpg', '\\\\server\\a.jpg']) {
      expect(await itemsOf(one({ imagePath }))).toMatchObject([{ reason: 'path-unsafe', image: null }])
    }
    expect(await itemsOf(one({ imagePath: '../..' }))).toMatchObject([{ action: 'image-left-out' }])
    expect(await itemsOf(one({ imageWidth: 100_000, imageHeight: 10_000 }))).toMatchObject([
      { reason: 'size-impossible', detail: '100000×10000' }
    ])
  })

  it('does not unpack masks larger than allowed', async () => {
    const bomb = Buffer.from((await fixture('labelme'))['annotations/pets.json'] ?? '').toString('utf8')
    const { items } = await readAll(labelmeReader, memorySource({ 'a.json': bomb }), {
      limits: { pixels: 5000 }
    })
    expect(items.some(({ reason }) => reason === 'runs-malformed')).toBe(false)
    const shape = {
      ...{ label: 'cat', shape_type: 'mask', mask: Buffer.from('no picture').toString('base64') },
      points: [
        [1, 1],
        [2, 2]
      ]
    }
    expect(await itemsOf(one({ shapes: [shape] }))).toMatchObject([{ reason: 'runs-malformed' }])
  })

  it('writes what it reads again', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        keepsItsShapes(dataset, await roundTrip(dataset, { format: 'labelme' }))
      }),
      { numRuns: 20 }
    )
  })

  it('keeps attributes, groups, scores, sources and crowds', async () => {
    const fields = { groupId: 'left side', score: 0.5, source: 'detector', iscrowd: true } as const
    const attributes = { age: 3, occluded: true, description: 'asleep', 'labelme:track': '7' }
    const annotations = [
      object(rect(1, 2, 30, 20), 1, { ...fields, attributes }),
      object(disc(30, 20, 10, 5), 3, { groupId: '4' })
    ]
    const { images, items, files } = await roundTrip(datasetOf([{ path: 'a.jpg', annotations }]), {
      format: 'labelme'
    })
    expect(items).toEqual([])
    expect(images[0]?.name).toBe('a.jpg')
    expect(images[0]?.objects).toMatchObject([
      {
        ...{ className: 'cat', group: 'left side', score: 0.5, source: 'detector', iscrowd: true },
        attributes: { age: 3, occluded: true, description: 'asleep' },
        extra: { track: 7 }
      },
      { className: 'dog: big', group: '4', shape: annotations[1]?.shape }
    ])
    expect([...files.keys()]).toEqual(['images.txt', 'images/a.json', 'labels.txt'])
    expect(JSON.parse(files.get('images/a.json') ?? '')).toMatchObject({
      imagePath: 'a.jpg',
      imageData: null
    })
  })

  it('survives damaged files', async () => {
    await fuzzReader(labelmeReader, files, { cases: 1500 })
  })
})
