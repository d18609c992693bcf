import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { yoloReader } from './yoloReader'

const folder = join(import.meta.dirname, '../../../tests/fixtures/formats/yolo')
const fixture: Record<string, string> = {}
for (const path of [
  'data.yaml',
  'labels/train/000000000009.txt',
  'labels/train/000000000025.txt',
  'labels/val/000000000036.txt'
]) {
  fixture[path] = await readFile(join(folder, path), 'utf8')
}
const sizes = Object.fromEntries(
  ['000000000009', '000000000025', '000000000036'].flatMap((name) => [
    [name, { width: 640, height: 480 }],
    [`${name}.jpg`, { width: 640, height: 480 }]
  ])
)

const anySize = new Proxy<Record<string, { width: number; height: number }>>(
  {},
  { get: () => ({ width: 100, height: 50 }) }
)

/** Reads a dataset whose images all have 100×50 pixels. */
const read = (files: Record<string, string>, kind: 'yolo' | 'yolo-seg' | 'yolo-obb' = 'yolo-seg') =>
  readAll(yoloReader(kind), memorySource(files), { sizes: anySize })

const oneLabel = (line: string) => read({ 'data.yaml': 'names: [cat, dog]', 'labels/a.txt': line })

describe('the YOLO reader', () => {
  it.each([
    ['yolo', '0 0.5 0.5 0.2 0.2\n'],
    ['yolo', '0 0.5 0.5 0.2 0.2 0.9\n'],
    ['yolo-seg', '0 0.5 0.5 0.2 0.2\n0 0 0 1 0 1 1\n'],
    ['yolo-obb', '0 0 0 1 0 1 1 0 1\n'],
    ['yolo', '']
  ] as const)('knows what is %s', async (kind, labels) => {
    const source = memorySource({ 'labels/a.txt': labels, 'images/a.jpg': '' })
    for (const other of ['yolo', 'yolo-seg', 'yolo-obb'] as const) {
      expect((await yoloReader(other).detect(source)) > 0).toBe(other === kind)
    }
  })

  it('does not take any text for labels', async () => {
    const others: Record<string, string>[] = [
      { 'readme.txt': '1 2 3 4 5' },
      { 'notes.txt': 'hello' },
      { 'labels/a.txt': 'hello you' },
      {}
    ]
    for (const files of others) {
      for (const kind of ['yolo', 'yolo-seg', 'yolo-obb'] as const) {
        expect(await yoloReader(kind).detect(memorySource(files))).toBe(0)
      }
    }
  })

  it('reads boxes and rings, and empty files as images without objects', async () => {
    const { dataset, images, items } = await readAll(yoloReader('yolo-seg'), memorySource(fixture), { sizes })
    expect(items).toEqual([])
    expect(dataset.classes.map(({ number, name }) => [number, name])).toEqual([
      [0, 'person'],
      [1, 'traffic light'],
      [16, 'dog: big']
    ])
    expect(images.map(({ name, split, objects }) => [name, split, objects.length])).toEqual([
      ['000000000009', 'train', 2],
      ['000000000025', 'train', 1],
      ['000000000036', 'val', 0]
    ])
    expect(images[0]?.objects).toMatchObject([
      { className: 'person', shape: { kind: 'rect', x: 240, y: 120, width: 160, height: 240 }, line: 1 },
      { className: 'dog: big', shape: { kind: 'polygon', parts: [{ outer: { length: 4 } }] }, line: 2 }
    ])
  })

  it('finds images and labels by every usual description', async () => {
    const label = '0 0.5 0.5 0.2 0.2\n'
    const cases: [Record<string, string>, string[]][] = [
      [{ 'data.yaml': 'train: images\nnames: [a]', 'images/x.jpg': '', 'labels/x.txt': label }, ['x.jpg']],
      [
        {
          'data.yaml': 'train: ../train/images\nnames: [a]',
          'train/images/x.jpg': '',
          'train/labels/x.txt': label
        },
        ['x.jpg']
      ],
      [
        {
          'data.yaml': 'path: /content/ds\ntrain: images/train\nnames: [a]',
          'images/train/s/x.jpg': '',
          'labels/train/s/x.txt': label
        },
        ['s/x.jpg']
      ],
      [
        {
          'ds/data.yaml': 'train: /content/ds/images/train\nnames: [a]',
          'ds/images/train/x.jpg': '',
          'ds/labels/train/x.txt': label
        },
        ['x.jpg']
      ],
      [
        {
          'data.yaml': 'train: train.txt\nnames: [a]',
          'train.txt': './images/x.jpg\n/home/me/images/y.png\n../../images/z.jpg\n',
          'images/x.jpg': '',
          'images/y.png': '',
          'labels/x.txt': label,
          'labels/y.txt': label
        },
        ['x.jpg', 'y.png']
      ],
      [
        {
          'data.yaml': 'train: [images/a, images/b]\nnames: [a]',
          'labels/a/x.txt': label,
          'labels/b/x.txt': label
        },
        ['x', 'x']
      ],
      [{ 'classes.txt': 'a\nb', 'x.jpg': '', 'x.txt': label }, ['x.jpg']],
      [{ 'labels/train/x.txt': label, 'images/train/x.webp': '' }, ['x.webp']]
    ]
    for (const [files, names] of cases) {
      const { images, items } = await read(files)
      expect(images.map(({ name }) => name)).toEqual(names)
      expect(images.every(({ objects }) => objects.length === 1)).toBe(true)
      expect(items).toEqual([])
    }
  })

  it('gives the images of our own exports their names in the project', async () => {
    const { images } = await read({
      'data.yaml': 'train: images/train\nnames: [a]',
      'images.txt': 'images/train/x-2.jpg\tsub/x.png\n',
      'labels/train/x-2.txt': ''
    })
    expect(images.map(({ name }) => name)).toEqual(['sub/x.png'])
  })

  it('reads confidences, and leaves key points out', async () => {
    const scored = await oneLabel('0 0.5 0.5 0.2 0.2 0.75')
    expect(scored.images[0]?.objects[0]).toMatchObject({ score: 0.75, shape: { kind: 'rect' } })
    const turned = await read({ 'labels/a.txt': '0 0 0 1 0 1 1 0 1 0.5', 'images/a.jpg': '' }, 'yolo-obb')
    expect(turned.images[0]?.objects[0]).toMatchObject({ score: 0.5, className: '0' })
    const pose = await read({
      'data.yaml': 'kpt_shape: [1, 2]\nnames: [a]',
      'labels/a.txt': '0 0.5 0.5 0.2 0.2 0.5 0.5'
    })
    expect(pose.images[0]?.objects).toMatchObject([{ shape: { kind: 'rect' } }])
    expect(pose.items).toMatchObject([{ reason: 'field-not-carried', line: 1 }])
  })

  it.each([
    ['x 0.5 0.5 0.2 0.2', 'object-malformed'],
    ['-1 0.5 0.5 0.2 0.2', 'object-malformed'],
    ['0.5 0.5 0.5 0.2 0.2', 'object-malformed'],
    ['0 0.5 nan 0.2 0.2', 'coordinates-not-numbers'],
    ['0 0.5 1e999 0.2 0.2', 'coordinates-not-numbers'],
    ['0 0.5 0.5', 'coordinates-too-few'],
    ['0 0.1 0.1 0.2 0.1 0.2 0.2 0.7', 'coordinates-odd'],
    ['0 350 200 10 10', 'coordinates-outside'],
    ['0 0.5 0.5 0 0.2', 'shape-empty'],
    ['7 0.5 0.5 0.2 0.2', 'class-unknown']
  ])('leaves out %j, and says where', async (line, reason) => {
    const { images, items } = await oneLabel(`0 0.5 0.5 0.1 0.1\n${line}`)
    expect(images[0]?.objects).toHaveLength(1)
    expect(items).toMatchObject([
      { reason, action: 'object-left-out', file: 'labels/a.txt', line: 2, object: '#2' }
    ])
  })

  it('cuts off what is outside', async () => {
    const { images, items } = await oneLabel('1 0.95 0.5 0.2 0.2')
    expect(images[0]?.objects[0]?.shape).toMatchObject({ kind: 'rect', width: expect.closeTo(15) as number })
    expect(items).toMatchObject([{ reason: 'coordinates-outside', action: 'clipped' }])
  })

  it('leaves out images whose size is not known, and says what is missing', async () => {
    const { images, items } = await readAll(
      yoloReader('yolo'),
      memorySource({
        'data.yaml': 'train: images\nval: ../elsewhere/images/val\nnames: [a]',
        'labels/a.txt': '0 0.5 0.5 0.2 0.2'
      })
    )
    expect(images).toEqual([])
    expect(items.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['file-missing', '../elsewhere/images/val'],
      ['size-unknown', null]
    ])
  })

  it('refuses a description that is broken, and names the line', async () => {
    await expect(read({ 'data.yaml': 'names:\n  0: [a', 'labels/a.txt': '' })).rejects.toMatchObject({
      kind: 'dataset-broken',
      params: { file: 'data.yaml', line: 2 }
    })
  })

  it('comes through 1,500 damaged datasets of each kind', { timeout: 60_000 }, async () => {
    for (const kind of ['yolo', 'yolo-seg', 'yolo-obb'] as const) {
      await fuzzReader(yoloReader(kind), fixture, { cases: 1500, sizes })
    }
  })
})
