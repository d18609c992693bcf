import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeRle } from '@shared/mask/rle'
import { rleFromMask } from '@shared/mask/maskData'
import type { Shape } from '@shared/schema/shape'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { cocoReader } from './cocoReader'

const fixture = await readFile(
  join(import.meta.dirname, '../../../tests/fixtures/formats/coco/instances.json'),
  'utf8'
)

const read = (text: string, file = 'annotations/instances_val.json') =>
  readAll(cocoReader, memorySource({ [file]: text }))

/** A file with one image of 20×10 pixels and one object on it. */
function withObject(object: object, image: object = {}): string {
  return JSON.stringify({
    images: [{ id: 1, file_name: 'a.jpg', width: 20, height: 10, ...image }],
    categories: [{ id: 1, name: 'cat' }],
    annotations: [{ id: 77, image_id: 1, category_id: 1, ...object }]
  })
}

const bits = (shape: Shape | undefined): string[] => {
  if (shape?.kind !== 'mask') throw new Error('Not a mask')
  const { width, height, data } = decodeRle(rleFromMask(shape))
  return Array.from({ length: height }, (_, y) => data.subarray(y * width, (y + 1) * width).join(''))
}

describe('the COCO reader', () => {
  it('knows its files', async () => {
    expect(await cocoReader.detect(memorySource({ 'a.json': fixture }))).toBeGreaterThan(0.5)
    for (const other of ['[]', '{"shapes": []}', '', 'x']) {
      expect(await cocoReader.detect(memorySource({ 'a.json': other }))).toBe(0)
    }
  })

  it('reads every form of outline, with the sections in any order', async () => {
    const { dataset, images, items } = await read(fixture)
    expect(items).toEqual([])
    expect(dataset.classes.map(({ name, number }) => [number, name])).toEqual([
      [1, 'person'],
      [18, 'dog'],
      [90, 'toothbrush']
    ])
    expect(images.map(({ name, size, split }) => [name, size?.width, split])).toEqual([
      ['val2017/000000000009.jpg', 64, 'val'],
      ['val2017/000000000010.jpg', 8, 'val'],
      ['val2017/empty.jpg', 8, 'val']
    ])
    const [first, second, third] = images
    expect(first?.objects.map(({ id, className, shape }) => [id, className, shape.kind])).toEqual([
      ['1001', 'dog', 'polygon'],
      ['1004', 'person', 'rect'],
      ['1005', 'person', 'rect']
    ])
    expect(first?.objects[0]?.shape).toMatchObject({ parts: [{ holes: [] }, { outer: { length: 3 } }] })
    expect(first?.objects[1]?.shape).toEqual({ kind: 'rect', x: 10.5, y: 20, width: 5, height: 6.25 })
    expect(second?.objects).toMatchObject([
      { iscrowd: true, className: 'toothbrush' },
      { iscrowd: true, className: 'person' }
    ])
    expect(third?.objects).toEqual([])
  })

  it('reads runs as lists and as text, along columns', async () => {
    const runs = (counts: unknown) =>
      withObject({ segmentation: { size: [6, 8], counts }, iscrowd: 1 }, { width: 8, height: 6 })
    const rows = ['00000000', '01110000', '01110000', '00000000', '00000000', '00000000']
    for (const counts of [[7, 2, 4, 2, 4, 2, 27], '724000g0']) {
      const { images } = await read(runs(counts))
      expect(bits(images[0]?.objects[0]?.shape)).toEqual(rows)
    }
  })

  it('keeps what it does not know', async () => {
    const { dataset, images } = await read(fixture)
    expect(dataset.extra).toMatchObject({ info: { year: 2017 }, licenses: [{ id: 1 }] })
    expect(dataset.classes[0]?.extra).toEqual({ supercategory: 'person', keypoints: ['nose'], skeleton: [] })
    expect(images[0]?.extra).toMatchObject({ license: 1, date_captured: '2013-11-14 20:11:32' })
    expect(images[0]?.objects[0]?.extra).toEqual({ occlusion: 'partly', track: { id: 7, keyframe: true } })
    expect(images[0]?.objects[2]).toMatchObject({
      score: 0.75,
      attributes: { occluded: true, truncated: 0 },
      extra: { score: 0.75, attributes: { colours: ['red', 'blue'] } }
    })
  })

  const ring = [1, 1, 5, 1, 5, 5]
  it.each([
    ['an odd number of coordinates', { segmentation: [[...ring, 1]] }, 'coordinates-odd'],
    ['two points', { segmentation: [[1, 1, 5, 1]] }, 'coordinates-too-few'],
    ['a text for a coordinate', { segmentation: [[1, 1, 5, 1, 5, '5']] }, 'coordinates-not-numbers'],
    ['a ring outside', { segmentation: [[30, 30, 50, 30, 50, 50]] }, 'coordinates-outside'],
    ['a box without width', { bbox: [1, 1, 0, 5] }, 'shape-empty'],
    ['no outline at all', {}, 'object-malformed'],
    ['a text for an outline', { segmentation: 'x' }, 'object-malformed'],
    ['runs that do not add up', { segmentation: { size: [10, 20], counts: [5, 5] } }, 'runs-misfit'],
    ['negative runs', { segmentation: { size: [10, 20], counts: [-5, 205] } }, 'runs-malformed'],
    ['broken text runs', { segmentation: { size: [10, 20], counts: 'ooo' } }, 'runs-malformed'],
    ['runs of another size', { segmentation: { size: [20, 10], counts: [0, 200] } }, 'runs-misfit'],
    ['runs of 10⁹ pixels', { segmentation: { size: [1e5, 1e4], counts: [0, 1e9] } }, 'size-impossible'],
    ['a class that is not there', { bbox: [1, 1, 2, 2], category_id: 5 }, 'class-unknown']
  ])('leaves out an object with %s, and says where', async (_, object, reason) => {
    const { images, items } = await read(withObject(object))
    expect(images).toMatchObject([{ name: 'a.jpg', objects: [] }])
    expect(items).toMatchObject([
      { reason, action: 'object-left-out', object: '77', line: 1, image: 'a.jpg' }
    ])
  })

  it('takes NaN, which Python writes, for a coordinate that is missing', async () => {
    const { items } = await read(withObject({ bbox: ['NaN', 1, 2, 3] }).replace('"NaN"', 'NaN'))
    expect(items).toMatchObject([{ reason: 'coordinates-not-numbers', action: 'object-left-out' }])
  })

  it('cuts off what is outside, and keeps the good rings of a bad outline', async () => {
    const outside = await read(withObject({ bbox: [15, 5, 10, 10] }))
    expect(outside.images[0]?.objects[0]?.shape).toEqual({ kind: 'rect', x: 15, y: 5, width: 5, height: 5 })
    expect(outside.items).toMatchObject([{ reason: 'coordinates-outside', action: 'clipped' }])
    const partly = await read(withObject({ segmentation: [ring, [1, 2, 3]] }))
    expect(partly.images[0]?.objects).toHaveLength(1)
    expect(partly.items).toMatchObject([{ reason: 'coordinates-odd', action: 'changed' }])
  })

  it('never follows a name out of the folder', async () => {
    for (const name of ['../../a.jpg', '/etc/a.jpg', 'C:\\photos\\a.jpg', 'file:///a.jpg']) {
      const { images, items } = await read(withObject({ bbox: [1, 1, 2, 2] }, { file_name: name }))
      expect(images.map((image) => image.name)).toEqual(['a.jpg'])
      expect(items).toMatchObject([{ reason: 'path-unsafe', action: 'changed', detail: name }])
    }
    const { images, items } = await read(withObject({ bbox: [1, 1, 2, 2] }, { file_name: '..' }))
    expect(images).toEqual([])
    expect(items).toMatchObject([{ reason: 'path-unsafe', action: 'image-left-out' }])
  })

  it('reports repeated ids, objects of unknown images and impossible sizes', async () => {
    const { images, items } = await read(
      JSON.stringify({
        annotations: [
          { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 2, 2] },
          { id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 2, 2] },
          { id: 2, image_id: 99, category_id: 1, bbox: [1, 1, 2, 2] },
          { id: 3, category_id: 1 },
          7
        ],
        categories: [{ id: 1, name: 'cat' }, { id: 1, name: 'dog' }, { id: 2 }],
        images: [
          { id: 1, file_name: 'a.jpg', width: 20, height: 10 },
          { id: 1, file_name: 'b.jpg' },
          { id: 2, file_name: 'c.jpg', width: 100000, height: 10000 },
          { id: 3, file_name: 'd.jpg', width: '640', height: null },
          { id: 4 }
        ]
      })
    )
    expect(images.map(({ name, objects }) => [name, objects.length])).toEqual([
      ['a.jpg', 2],
      ['d.jpg', 0]
    ])
    expect(items.map(({ reason, action, object }) => [reason, action, object])).toEqual([
      ['object-repeated', 'kept', '1'],
      ['object-malformed', 'object-left-out', '#4'],
      ['object-malformed', 'object-left-out', '#5'],
      ['class-repeated', 'class-left-out', '1'],
      ['class-malformed', 'class-left-out', '2'],
      ['image-repeated', 'image-left-out', '1'],
      ['image-malformed', 'image-left-out', '#5'],
      ['image-unknown', 'object-left-out', '#3'],
      ['size-impossible', 'image-left-out', '2'],
      ['field-malformed', 'changed', '3']
    ])
  })

  it('refuses a file that is cut off, and names the line', async () => {
    const cut = fixture.slice(0, -20)
    await expect(read(cut)).rejects.toMatchObject({
      kind: 'dataset-broken',
      params: { file: 'annotations/instances_val.json', line: cut.split('\n').length }
    })
  })

  it('leaves out captions and key points beside instances', async () => {
    const { images, items } = await readAll(
      cocoReader,
      memorySource({ 'instances_a.json': fixture, 'person_keypoints_a.json': fixture })
    )
    expect(images).toHaveLength(3)
    expect(items).toMatchObject([{ reason: 'file-refused', file: 'person_keypoints_a.json' }])
  })

  it('finds the images in their usual places', async () => {
    const { images } = await readAll(
      cocoReader,
      memorySource({
        'annotations/instances.json': fixture,
        'images/val2017/000000000009.jpg': '',
        'val2017/000000000010.jpg': ''
      })
    )
    expect(images.map(({ path }) => path)).toEqual([
      'images/val2017/000000000009.jpg',
      'val2017/000000000010.jpg',
      null
    ])
  })

  it('comes through 1,500 damaged files', { timeout: 60_000 }, async () => {
    await fuzzReader(cocoReader, { 'instances.json': fixture }, { cases: 1500 })
  })
})
