import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeBounds } from '@shared/geometry/shape'
import { bitmapFromMask, maskFromBitmap, maskFromRle, maskShape } from '@shared/mask/maskData'
import { patchFromRle } from '@shared/mask/patch'
import type { ImportItem } from '@shared/schema/importing'
import { ProblemError } from '@shared/schema/problem'
import { anyDataset, keepsItsShapes } from '../testing/anyDataset'
import { datasetOf, disc, object, rect } from '../testing/datasets'
import { fixture, itemsBriefly } from '../testing/fixture'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { roundTrip } from '../testing/roundTrip'
import { cvatReader } from './cvatReader'
import { boxRunsText, placeRuns } from './runs'

const files = await fixture('cvat')

const one = (image: string, inside = ''): string =>
  `<annotations><version>1.1</version><image id="0" ${image}>${inside}</image></annotations>`
const read = (text: string) => readAll(cvatReader, memorySource({ 'a.xml': text }, { chosen: 'a.xml' }))
const itemsOf = async (text: string): Promise<readonly ImportItem[]> => (await read(text)).items

describe('CVAT for images', () => {
  it('is recognised', async () => {
    expect(await cvatReader.detect(memorySource(files))).toBeGreaterThan(0.5)
    expect(await cvatReader.detect(memorySource({ 'a.xml': '<annotation></annotation>' }))).toBe(0)
  })

  it('reads every kind of shape, and says what it cannot', async () => {
    const { dataset, images, items } = await readAll(cvatReader, memorySource(files))
    expect(dataset.classes.map(({ name, color }) => [name, color])).toEqual([
      ['car', '#c06060'],
      ['traffic_light', null]
    ])
    expect(images.map(({ name, split, size }) => [name, split, size?.width])).toEqual([
      ['street/a.jpg', 'train', 200],
      ['b.jpg', null, 20]
    ])
    const objects = images[0]?.objects ?? []
    expect(objects.map(({ id }) => id)).toEqual(['#3', '#4', '#5', '#13', '#2', '#1'])
    const [turned, mask, ellipse, clipped, , car] = objects
    expect(car).toMatchObject({
      shape: rect(10, 20.5, 50, 49.5),
      group: '3',
      attributes: { parked: true, doors: 2, note: '1 < 2', occluded: true, z_order: 2 }
    })
    const bounds = turned && shapeBounds(turned.shape)
    expect([bounds?.x, bounds?.y, bounds?.width, bounds?.height].map((n) => Math.round(n ?? NaN))).toEqual([
      ...[110, 30, 20, 40]
    ])
    expect(mask && shapeBounds(mask.shape)).toEqual({ x: 5, y: 90, width: 4, height: 3 })
    const bits = mask?.shape.kind === 'mask' ? bitmapFromMask(mask.shape).data : new Uint8Array()
    expect([90, 91, 92].map((row) => bits.slice(row * 200 + 5, row * 200 + 9).join(''))).toEqual([
      ...['0110', '0110', '1111']
    ])
    expect(ellipse && shapeBounds(ellipse.shape)?.x).toBeCloseTo(30)
    expect(clipped && shapeBounds(clipped.shape)).toEqual({ x: 190, y: 90, width: 10, height: 10 })
    expect(itemsBriefly(items)).toEqual([
      '#3 shape-unsupported changed rotation → polygon',
      '#5 shape-unsupported changed ellipse → polygon',
      '#6 shape-unsupported object-left-out polyline',
      '#7 shape-unsupported object-left-out points',
      '#8 shape-unsupported object-left-out tag',
      '#9 shape-unsupported object-left-out cuboid',
      '#10 shape-unsupported object-left-out skeleton',
      '#11 coordinates-odd object-left-out 3',
      '#12 coordinates-not-numbers object-left-out',
      '#13 coordinates-outside clipped',
      '#14 runs-misfit object-left-out',
      '#15 runs-malformed object-left-out',
      '#16 size-impossible object-left-out 1000000×1000000',
      '#17 class-malformed object-left-out <box>',
      'track 7 shape-unsupported object-left-out track'
    ])
    expect(items[2]).toMatchObject({ file: 'annotations.xml', image: 'street/a.jpg', line: 54 })
  })

  it('refuses entities and damaged files, and reports names that lead elsewhere', async () => {
    const refused = [
      '<!DOCTYPE a [<!ENTITY b "c">]><annotations/>',
      one('name="a.jpg"').slice(0, -9),
      '<a/>',
      ''
    ]
    for (const text of refused) {
      const error: unknown = await read(text).catch((thrown: unknown) => thrown)
      expect(error instanceof ProblemError && error.kind).toBe('dataset-broken')
    }
    const size = 'width="9" height="9"'
    expect(await itemsOf(one(`name="../a.jpg" ${size}`))).toMatchObject([{ reason: 'path-unsafe' }])
    expect(await itemsOf(one(`name="/a/.." ${size}`))).toMatchObject([{ action: 'image-left-out' }])
    expect(await itemsOf(one(size))).toMatchObject([{ reason: 'image-malformed' }])
    expect(await itemsOf(one('name="a" width="100000" height="10000"'))).toMatchObject([
      { reason: 'size-impossible', line: 1 }
    ])
  })

  it('holds one image at a time', async () => {
    const shape = `<box label="a" xtl="1" ytl="1" xbr="9" ybr="9"/>`
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('<annotations><version>1.1</version>'))
      for (let i = 0; i < 3000; i++) {
        yield Buffer.from(`<image name="${i}.jpg" width="9" height="9">${shape.repeat(20)}</image>`)
      }
      yield Buffer.from('</annotations>')
    }
    const source = { ...memorySource({ 'a.xml': '' }, { chosen: 'a.xml' }), chunks }
    const { images } = await readAll(cvatReader, source, { limits: { wholeBytes: 200 } })
    expect(images).toHaveLength(3000)
    expect(images.at(-1)?.objects).toHaveLength(20)
  })

  it('keeps the runs of a box', () => {
    const size = { width: 9, height: 7 }
    const pixels = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 63, maxLength: 63 })
    fc.assert(
      fc.property(pixels, (data) => {
        const mask = maskFromBitmap({ ...size, data: Uint8Array.from(data) })
        const box = { x: 0, y: 0, ...size }
        const text = boxRunsText(patchFromRle({ ...size, counts: new Uint32Array([63]) }, box))
        expect(text).toBe('63')
        const placed = placeRuns(boxRunsText({ ...box, data: Uint8Array.from(data) }), box, size)
        expect(typeof placed !== 'string' && maskShape(maskFromRle(placed.runs)).counts).toBe(mask.counts)
      })
    )
    expect(placeRuns('0, 4', { x: -1, y: -1, width: 2, height: 2 }, size)).toMatchObject({ clipped: true })
  })

  it('writes what it reads again', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        keepsItsShapes(dataset, await roundTrip(dataset, { format: 'cvat' }))
      }),
      { numRuns: 20 }
    )
  })

  it('keeps attributes, groups, scores, sources, crowds, order and splits', async () => {
    const attributes = { occluded: true, z_order: 4, colour: 'a <b> & "c"', parked: false, 'cvat:new': '"x"' }
    const annotations = [
      object(rect(1.25, 2, 30, 20), 1, {
        ...{ attributes, groupId: 'g 1', score: 0.25, source: 'detector', iscrowd: true }
      }),
      object(disc(30, 20, 10), 3, { groupId: '9' })
    ]
    const dataset = datasetOf(['a.jpg', 'b.jpg'].map((path) => ({ path, annotations })))
    const split = { train: 1, val: 1, test: 0, seed: 1 }
    const { images, items, files: written } = await roundTrip(dataset, { format: 'cvat', split })
    expect(items).toEqual([])
    expect(images.map((image) => image.split)).toEqual(['train', 'val'])
    expect(images[0]?.objects).toMatchObject([
      {
        attributes: { occluded: true, z_order: 4, colour: 'a <b> & "c"', parked: false },
        ...{ group: 'g 1', score: 0.25, source: 'detector', iscrowd: true, extra: { new: 'x' } }
      },
      { group: '9', attributes: { z_order: 4 } }
    ])
    expect([...written.keys()]).toEqual(['annotations.xml'])
  })

  it('survives damaged files', async () => {
    await fuzzReader(cvatReader, files, { cases: 1500 })
  })
})
