import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeBounds } from '@shared/geometry/shape'
import { maskArea } from '@shared/mask/maskData'
import { encodeRle } from '@shared/mask/rle'
import { ProblemError } from '@shared/schema/problem'
import { anyDataset, keepsItsShapes } from '../testing/anyDataset'
import { datasetOf, disc, object, rect } from '../testing/datasets'
import { fixture, itemsBriefly } from '../testing/fixture'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { roundTrip } from '../testing/roundTrip'
import { packBrush, unpackBrush, BitReader, BitsError, BitWriter } from './brushRuns'
import { imageName, localAddress } from './imageName'
import { studioReader } from './studioReader'
import { isConsistent } from '@shared/mask/measure'

const files = await fixture('label-studio')

describe('Label Studio', () => {
  it('is recognised', async () => {
    expect(await studioReader.detect(memorySource(files))).toBeGreaterThan(0.5)
    expect(await studioReader.detect(memorySource({ 'a.json': '{"annotations": []}' }))).toBe(0)
    expect(await studioReader.detect(memorySource({ 'a.json': '[1, 2]' }))).toBe(0)
  })

  it('reads every kind of region, and says what it cannot', async () => {
    const { images, items } = await readAll(studioReader, memorySource(files))
    expect(images.map(({ name }) => name)).toEqual(['pets at home.jpg', 'photos/sub/b.jpg', 'c.jpg', 'd.jpg'])
    const objects = images[0]?.objects ?? []
    expect(objects.map(({ id, className }) => `${id} ${className}`)).toEqual([
      ...['aa cat', 'bb dog', 'cc cat', 'dd dog', 'ee ball', 'kk cat']
    ])
    const [cat, turned, polygon, brush, ellipse, clipped] = objects
    expect(cat).toMatchObject({ shape: rect(1, 2, 5, 4), attributes: { view: 'front', text: 'asleep' } })
    const bounds = turned && shapeBounds(turned.shape)
    expect([bounds?.x, bounds?.y, bounds?.width, bounds?.height].map((n) => Math.round(n ?? NaN))).toEqual([
      ...[3, 4, 2, 2]
    ])
    expect(polygon).toMatchObject({ score: 0.75 })
    expect(polygon && shapeBounds(polygon.shape)).toEqual({ x: 0, y: 0, width: 5, height: 4 })
    expect(brush?.shape.kind === 'mask' && maskArea(brush.shape)).toBe(3)
    expect(brush && shapeBounds(brush.shape)).toEqual({ x: 2, y: 3, width: 3, height: 1 })
    expect(ellipse && shapeBounds(ellipse.shape)?.x).toBeCloseTo(3)
    expect(clipped && shapeBounds(clipped.shape)?.width).toBeCloseTo(1)
    expect(images[1]?.objects).toMatchObject([{ score: 0.5, shape: rect(0, 0, 10, 8) }])
    expect(itemsBriefly(items)).toEqual([
      'null object-repeated object-left-out annotation 1003',
      'bb shape-unsupported changed rotation → polygon',
      'bb field-not-carried changed puppy',
      'ee shape-unsupported changed ellipse → polygon',
      'ff shape-unsupported object-left-out keypointlabels',
      'gg shape-unsupported object-left-out choices',
      'hh coordinates-odd object-left-out',
      'ii runs-malformed object-left-out',
      'jj runs-misfit object-left-out',
      'kk coordinates-outside clipped',
      'll coordinates-not-numbers object-left-out',
      'mm class-malformed object-left-out rectangle',
      '#11 object-malformed object-left-out odd',
      'null path-unsafe changed ../../d.jpg',
      expect.stringMatching(/^15 image-malformed image-left-out/)
    ])
    expect(items[2]).toMatchObject({ file: 'project-1.json', line: 2, image: 'pets at home.jpg' })
  })

  it('refuses what is no list of tasks', async () => {
    for (const text of ['{"data": {}}', '[{"data": {}}', '[{"data": {}},]', 'x']) {
      const source = memorySource({ 'a.json': text }, { chosen: 'a.json' })
      const error: unknown = await readAll(studioReader, source).catch((thrown: unknown) => thrown)
      expect(error instanceof ProblemError && error.kind).toBe('dataset-broken')
    }
  })

  it('refuses huge pictures', async () => {
    const region = { type: 'rectanglelabels', original_width: 100_000, original_height: 10_000, value: {} }
    const task = [{ data: { image: 'a.jpg' }, annotations: [{ result: [region] }] }]
    const { items } = await readAll(studioReader, memorySource({ 'a.json': JSON.stringify(task) }))
    expect(itemsBriefly(items)).toEqual(['null size-impossible image-left-out 100000×10000'])
  })

  it('writes what it reads again', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        keepsItsShapes(dataset, await roundTrip(dataset, { format: 'label-studio' }))
      }),
      { numRuns: 20 }
    )
  })

  it('keeps attributes, groups, scores, sources, crowds and splits', async () => {
    const attributes = { colour: 'red', parked: false, doors: 3 }
    const annotations = [
      object(rect(1.25, 2, 30, 20), 1, {
        ...{ attributes, groupId: 'g 1', score: 0.25, source: 'detector', iscrowd: true }
      }),
      object(disc(30, 20, 10), 3)
    ]
    const dataset = datasetOf(['a.jpg', 'x/b.jpg'].map((path) => ({ path, annotations })))
    const split = { train: 1, val: 1, test: 0, seed: 1 }
    const { images, items, files: written } = await roundTrip(dataset, { format: 'label-studio', split })
    expect(items).toEqual([])
    expect(images.map((image) => image.split)).toEqual(['train', 'val'])
    expect(images[0]?.objects[0]).toMatchObject({
      ...{ attributes, group: 'g 1', score: 0.25, source: 'detector', iscrowd: true }
    })
    expect([...written.keys()]).toEqual(['label_config.xml', 'tasks_train.json', 'tasks_val.json'])
    expect(written.get('label_config.xml')).toContain('<Label value="dog: big" background="#000000"/>')
  })

  it('survives damaged files', async () => {
    await fuzzReader(studioReader, files, { cases: 1500 })
  })
})

describe('imageName', () => {
  it('takes names out of addresses, and puts paths into them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (path) => {
        expect(imageName(localAddress(path))).toBe(path)
      })
    )
    expect(imageName('s3://bucket/a/b.jpg')).toBe('b.jpg')
    expect(imageName('photos/b.jpg')).toBe('photos/b.jpg')
    expect(imageName('/data/upload/b%ZZ.jpg')).toBe('b%ZZ.jpg')
  })
})

describe('the brush', () => {
  const size = { width: 37, height: 23 }

  it('keeps every pixel', () => {
    const pixels = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 851, maxLength: 851 })
    fc.assert(
      fc.property(pixels, (data) => {
        const runs = encodeRle({ ...size, data: Uint8Array.from(data) })
        expect(unpackBrush(packBrush(runs), size)).toEqual(runs)
      })
    )
  })

  it('takes long runs', () => {
    const large = { width: 3000, height: 2000 }
    const runs = { ...large, counts: Uint32Array.from([1, 5_000_000, 999_999]) }
    expect(unpackBrush(packBrush(runs), large)).toEqual(runs)
  })

  it('is a mask or a problem, whatever the bytes are', () => {
    const header = [0, 0, 0x0d, 0x4c]
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const found = unpackBrush(Uint8Array.from([...header, ...bytes]), size)
        expect(typeof found === 'string' || isConsistent(found)).toBe(true)
      }),
      { numRuns: 2000 }
    )
  })

  it('refuses what is cut off, too long, or of another size', () => {
    const bytes = packBrush({ ...size, counts: Uint32Array.from([100, 51, 700]) })
    for (let end = 0; end < bytes.length - 1; end++) {
      expect(unpackBrush(bytes.subarray(0, end), size)).toMatch(/^runs-/)
    }
    expect(unpackBrush(bytes, { width: 36, height: 23 })).toBe('runs-misfit')
    expect(unpackBrush(packBrush({ ...size, counts: Uint32Array.from([800, 52]) }), size)).toBe(
      'runs-malformed'
    )
  })
})

describe('bits', () => {
  it('come back as they were written', () => {
    const number = fc
      .integer({ min: 1, max: 32 })
      .chain((count) => fc.tuple(fc.integer({ min: 0, max: 2 ** count - 1 }), fc.constant(count)))
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const writer = new BitWriter()
        for (const [value, count] of numbers) writer.write(value, count)
        const reader = new BitReader(writer.finish())
        expect(numbers.map(([, count]) => reader.read(count))).toEqual(numbers.map(([value]) => value))
        expect(() => reader.read(8)).toThrow(BitsError)
      })
    )
  })
})
