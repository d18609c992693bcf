import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitmapFromMask, maskArea } from '@shared/mask/maskData'
import { shapeToRle } from '@shared/mask/rasterize'
import type { ForeignObject } from '../import/foreign'
import { anyDataset, keepsItsShapes } from '../testing/anyDataset'
import { datasetOf, object, rect } from '../testing/datasets'
import { fixture, itemsBriefly } from '../testing/fixture'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { roundTrip } from '../testing/roundTrip'
import { masksReader } from './masksReader'
import { rleIou } from '@shared/mask/measure'

const files = await fixture('masks')
const cvat = await fixture('masks-cvat')

const pixels = ({ shape }: ForeignObject): string =>
  shape.kind === 'mask' ? bitmapFromMask(shape).data.join('') : shape.kind

/** A PNG's first bytes: its size and nothing else. */
function header(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(files['semantic/a.png'] ?? '')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

describe('mask PNGs', () => {
  it('are recognised', async () => {
    expect(await masksReader.detect(memorySource(files))).toBeGreaterThan(0.5)
    expect(await masksReader.detect(memorySource(cvat))).toBeGreaterThan(0.5)
    expect(await masksReader.detect(memorySource({ 'images/a.png': 'x' }))).toBe(0)
  })

  it('are read as classes, as instances and as single objects', async () => {
    const { dataset, images, items } = await readAll(masksReader, memorySource(files))
    expect(dataset.classes.map(({ name, color }) => [name, color])).toEqual([
      ['cat', '#ff0000'],
      ['dog, big', '#00ff00']
    ])
    expect(images.map(({ name, size }) => [name, size?.width])).toEqual([
      ['sub/b', 3],
      ['c', 4],
      ['a', 6]
    ])
    const [instances, singles, semantic] = images.map(({ objects }) =>
      objects.map((each) => `${each.id} ${each.className} ${pixels(each)}`)
    )
    expect(instances).toEqual(['65535 cat 011000', '300 dog 000100', '7 object 000001'])
    expect(singles).toEqual(['c/1.png cat 1100'])
    expect(semantic).toEqual([
      '1 cat 011000011000000000000000',
      '3 dog, big 000000000011000011000000',
      '9 class 9 000000000000000000100000'
    ])
    expect(images[0]?.objects[0]).toMatchObject({ attributes: { age: 3 }, group: 'g', line: 2 })
    expect(itemsBriefly(items)).toEqual([
      'null class-malformed class-left-out x,bad,',
      'null object-malformed object-left-out',
      '5 shape-empty object-left-out',
      '300 object-repeated object-left-out',
      '7 class-unknown changed',
      'c/2.png file-missing object-left-out',
      '../c.png path-unsafe object-left-out',
      'c/3.png runs-misfit object-left-out',
      '9 class-unknown changed',
      '255 class-unknown object-left-out'
    ])
  })

  it('are read by their colours where a label map says them', async () => {
    const { images, items } = await readAll(masksReader, memorySource(cvat))
    expect(images[0]?.objects.map((each) => `${each.className} ${pixels(each)}`)).toEqual([
      'dog 000100',
      'class #010203 000001',
      'cat 110000'
    ])
    expect(itemsBriefly(items)).toEqual([
      '#010203 class-unknown changed',
      '#e0e0c0 class-unknown object-left-out'
    ])
  })

  it('take the names of images that lie beside them', async () => {
    const beside = { ...cvat, 'JPEGImages/street.jpg': 'pixels' }
    const { images } = await readAll(masksReader, memorySource(beside))
    expect(images[0]).toMatchObject({ name: 'JPEGImages/street.jpg', path: 'JPEGImages/street.jpg' })
  })

  it('are refused when damaged or too large, before anything is unpacked', async () => {
    const { images, items } = await readAll(
      masksReader,
      memorySource({
        'masks/a.png': 'no picture',
        'masks/b.png': files['semantic/a.png']?.subarray(0, 90) ?? ''
      })
    )
    expect(images).toEqual([])
    expect(items).toMatchObject([
      { reason: 'file-broken', image: 'a' },
      { reason: 'file-broken', image: 'b' }
    ])
    const huge = await readAll(masksReader, memorySource({ 'masks/a.png': header(100_000, 10_000) }))
    expect(huge.items).toMatchObject([{ reason: 'file-broken' }])
    const large = await readAll(masksReader, memorySource(cvat), { limits: { pixels: 5 } })
    expect(itemsBriefly(large.items)).toEqual(['null size-impossible image-left-out 3×2'])
  })

  it('keep every pixel of single objects', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        keepsItsShapes(dataset, await roundTrip(dataset, { format: 'masks', masks: 'objects' }))
      }),
      { numRuns: 15 }
    )
  })

  it('keep every pixel of instances that is not covered', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        const { report, images, items } = await roundTrip(dataset, { format: 'masks', masks: 'instances' })
        expect(items).toEqual([])
        expect(report.lost).toBe(0)
        for (const image of dataset.images) {
          const written = await dataset.annotations(image.id)
          const owner = new Int32Array(image.width * image.height)
          written.forEach(({ shape }, i) => {
            let at = 0
            shapeToRle(shape, image).counts.forEach((run, n) => {
              if (n % 2 === 1) owner.fill(i + 1, at, at + run)
              at += run
            })
          })
          const found = images.find(({ name }) => name === image.path)?.objects ?? []
          for (const { id, shape } of found) {
            const data = shape.kind === 'mask' ? bitmapFromMask(shape).data : new Uint8Array()
            expect(data.every((bit, at) => (bit === 1) === (owner[at] === Number(id)))).toBe(true)
          }
          expect(found).toHaveLength(new Set(owner.filter((value) => value > 0)).size)
        }
      }),
      { numRuns: 15 }
    )
  })

  it('join the objects of a class, and say so', async () => {
    const annotations = [
      object(rect(0, 0, 10, 10), 1, { attributes: { age: 3 } }),
      object(rect(20, 20, 10, 10), 1, { iscrowd: true }),
      object(rect(5, 0, 10, 10), 3),
      object(rect(40, 0, 5, 5), 7),
      object(rect(39, 0, 8, 8), 3)
    ]
    const dataset = datasetOf([{ path: 'x/a.jpg', annotations }])
    const { report, images, items, files: written } = await roundTrip(dataset, { format: 'masks' })
    expect(items).toEqual([])
    expect(report).toMatchObject({ objects: 4, lost: 0, iouMin: 0.5 })
    const notes = report.notes.map(({ params }) => `${params['note']} ${params['count']}`)
    expect(notes).toEqual([
      ...['partly-covered 1', 'covered 1', 'unsaid-fields 1', 'crowd-marks 1', 'instances-joined 4'],
      'put-images 1'
    ])
    expect(images[0]?.name).toBe('x/a.jpg')
    const areas = images[0]?.objects.map(({ className, shape }) => [
      className,
      shape.kind === 'mask' ? maskArea(shape) : 0
    ])
    expect(areas).toEqual([
      ['cat', 150],
      ['dog: big', 164]
    ])
    expect([...written.keys()]).toEqual(['classes.csv', 'images.txt', 'semantic/x/a.png'])
  })

  it('keep attributes, groups, scores, sources and crowds of instances', async () => {
    const fields = { groupId: 'g', score: 0.5, source: 'box', iscrowd: true } as const
    const annotations = [object(rect(1, 2, 30, 20), 1, { ...fields, attributes: { age: 3, tame: true } })]
    const { images } = await roundTrip(datasetOf([{ path: 'a.jpg', annotations }]), {
      ...{ format: 'masks', masks: 'instances' }
    })
    const [found] = images[0]?.objects ?? []
    expect(found).toMatchObject({
      ...{ attributes: { age: 3, tame: true }, group: 'g', score: 0.5, source: 'box', iscrowd: true }
    })
    const size = { width: 64, height: 48 }
    expect(found && rleIou(shapeToRle(found.shape, size), shapeToRle(rect(1, 2, 30, 20), size))).toBe(1)
  })

  it('survive damaged files', async () => {
    await fuzzReader(masksReader, files, { cases: 1500 })
    await fuzzReader(masksReader, cvat, { cases: 300, firstSeed: 10_000 })
  })
})
