import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProblemError, type ProblemKind } from '@shared/schema/problem'
import type { CocoAnnotation, CocoImage } from './coco/coco'
import type { Dataset } from './dataset'
import { exportDataset, type ExportJob, type ExportProgress } from './exportDataset'
import type { WriteOptions } from './exportRun'
import { datasetOf, disc, maskWhere, object, rect, type TestImage } from './testing/datasets'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'maskwright-test-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const coco: WriteOptions = { format: 'coco', rle: false, images: 'all', split: null, copyImages: false }
const yolo: WriteOptions = { ...coco, format: 'yolo' }
const yoloSeg: WriteOptions = { ...coco, format: 'yolo-seg' }

const imageFile = (path: string | undefined): string | null => (path ? join(home, 'in', path) : null)

/** Exports below `home`; the images are files that hold their own path. */
function run(dataset: Dataset, options: WriteOptions, more: Partial<ExportJob> = {}) {
  return exportDataset({
    dataset,
    options,
    destination: join(home, 'out'),
    resolveImage: (id) => Promise.resolve(imageFile(dataset.images[id - 1]?.path)),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    date: new Date('2026-01-02T03:04:05Z'),
    ...more
  })
}

async function writeImages(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(home, 'in', path, '..'), { recursive: true })
    await writeFile(join(home, 'in', path), `pixels of ${path}`)
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

async function problemOf(work: Promise<unknown>): Promise<ProblemKind | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  return error instanceof ProblemError ? error.kind : undefined
}

const codes = (notes: readonly { params: Record<string, string | number> }[]) =>
  notes.map(({ params }) => [params['note'] ?? 'file', params['count'] ?? params['file']])

const everyKind = (): TestImage => ({
  path: 'a/one.jpg',
  annotations: [
    object(rect(1.5, 2.25, 20, 10), 3),
    object(disc(30, 20, 12)),
    object(disc(30, 20, 12, 5), 7, { score: 0.875, source: 'point', attributes: { occluded: true } }),
    object(
      maskWhere(64, 48, (x, y) => (x < 3 && y < 3) || (x > 50 && y > 40) || (x === 20 && y === 20)),
      1,
      { iscrowd: true }
    ),
    object({
      kind: 'polygon',
      parts: [
        {
          outer: [
            { x: 5, y: 5 },
            { x: 40.5, y: 8 },
            { x: 12, y: 44.75 }
          ],
          holes: []
        }
      ]
    })
  ]
})

describe('a COCO export', () => {
  it('carries every kind of shape, and finds each again', async () => {
    const dataset = datasetOf([everyKind(), { path: 'b/empty.jpg' }])
    const report = await run(dataset, coco)
    expect(report).toMatchObject({ images: 2, objects: 5, lost: 0, iouMean: 1, iouMin: 1, format: 'coco' })
    expect(report.destination).toBe(join(home, 'out', 'birds-coco'))
    expect(report.files).toEqual(['annotations/instances.json'])
    expect(codes(report.notes)).toEqual([
      ['box-outlines', 1],
      ['image-root', 1]
    ])
    const file = JSON.parse(await readFile(join(report.destination, report.files[0] ?? ''), 'utf8')) as {
      info: unknown
      categories: unknown
      images: CocoImage[]
      annotations: CocoAnnotation[]
    }
    expect(file.info).toMatchObject({ year: 2026, date_created: '2026-01-02T03:04:05.000Z' })
    expect(file.categories).toEqual([
      { id: 1, name: 'cat', supercategory: '' },
      { id: 3, name: 'dog: big', supercategory: '' },
      { id: 7, name: 'yes', supercategory: '' }
    ])
    expect(file.images).toEqual([
      { id: 1, file_name: 'a/one.jpg', width: 64, height: 48 },
      { id: 2, file_name: 'b/empty.jpg', width: 64, height: 48 }
    ])
    expect(file.annotations.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])
    expect(file.annotations.map(({ iscrowd }) => iscrowd)).toEqual([0, 0, 0, 1, 0])
    // Polygons where they can say it, runs for holes and crowds.
    expect(file.annotations.map(({ segmentation }) => Array.isArray(segmentation))).toEqual([
      true,
      true,
      false,
      false,
      true
    ])
    expect(file.annotations[2]?.attributes).toEqual({
      occluded: true,
      'maskwright:source': 'point',
      'maskwright:score': 0.875
    })
    expect(file.annotations[0]).toMatchObject({ attributes: { 'maskwright:shape': 'rect' } })
  })

  it('writes every shape as runs when asked to', async () => {
    const report = await run(datasetOf([everyKind()]), { ...coco, rle: true })
    expect(report).toMatchObject({ objects: 5, lost: 0, iouMin: 1 })
    const text = await readFile(join(report.destination, 'annotations/instances.json'), 'utf8')
    expect(text.match(/"counts":/g)).toHaveLength(5)
  })

  it('splits, and copies images below one folder', async () => {
    const images = Array.from({ length: 10 }, (_, i) => ({ ...everyKind(), path: `s${i % 2}/${i}.jpg` }))
    await writeImages(images.map(({ path }) => path))
    const split = { train: 7, val: 2, test: 1, seed: 5 }
    const report = await run(datasetOf(images), { ...coco, split, copyImages: true })
    expect(report).toMatchObject({ images: 10, objects: 50, lost: 0, iouMin: 1 })
    expect(report.files).toEqual([
      'annotations/instances_train.json',
      'annotations/instances_val.json',
      'annotations/instances_test.json',
      'images/'
    ])
    const ids = new Set<number>()
    const counts: number[] = []
    for (const name of report.files.slice(0, 3)) {
      const file = JSON.parse(await readFile(join(report.destination, name), 'utf8')) as {
        images: CocoImage[]
        annotations: CocoAnnotation[]
      }
      counts.push(file.images.length)
      for (const { id } of file.annotations) ids.add(id)
      for (const { file_name } of file.images) {
        const copy = await readFile(join(report.destination, 'images', file_name), 'utf8')
        expect(copy).toBe(`pixels of ${file_name}`)
      }
    }
    expect(counts).toEqual([7, 2, 1])
    expect(ids.size).toBe(50)
  })
})

describe('a YOLO export', () => {
  it('writes boxes, a label file for each image, and data.yaml', async () => {
    const dataset = datasetOf([everyKind(), { path: 'b/empty.jpg' }])
    await writeImages(['a/one.jpg', 'b/empty.jpg'])
    const report = await run(dataset, { ...yolo, copyImages: true })
    expect(report).toMatchObject({
      images: 2,
      objects: 4,
      lost: 0,
      files: ['data.yaml', 'labels/', 'images/']
    })
    expect(report.iouMin).toBeGreaterThan(0.999)
    expect(codes(report.notes)).toEqual(
      [
        ['only-boxes', 3],
        ['attributes', 1],
        ['crowds', 1],
        ['same-box', 0],
        ['no-val-images', 1]
      ].filter(([, count]) => count !== 0)
    )
    expect(await filesBelow(report.destination)).toEqual([
      'data.yaml',
      'images/train/a/one.jpg',
      'images/train/b/empty.jpg',
      'labels/train/a/one.txt',
      'labels/train/b/empty.txt'
    ])
    const labels = await readFile(join(report.destination, 'labels/train/a/one.txt'), 'utf8')
    expect(labels.split('\n').map((line) => line.split(' ')[0])).toEqual(['1', '0', '2', '0', ''])
    expect(await readFile(join(report.destination, 'labels/train/b/empty.txt'), 'utf8')).toBe('')
    expect(await readFile(join(report.destination, 'data.yaml'), 'utf8')).toBe(
      'train: images/train\nval: images/train\nnc: 3\nnames:\n  0: cat\n  1: "dog: big"\n  2: "yes"\n'
    )
  })

  it('writes outlines with holes and pieces joined, and keeps their pixels', async () => {
    const pieces = object(maskWhere(64, 48, (x, y) => (x + 2 * y) % 7 < 3))
    const report = await run(
      datasetOf([{ path: 'x.png', annotations: [...(everyKind().annotations ?? []), pieces] }]),
      {
        ...yoloSeg,
        split: { train: 0, val: 1, test: 0, seed: 1 }
      }
    )
    expect(report).toMatchObject({ objects: 5, lost: 0 })
    expect(report.iouMin).toBeGreaterThan(0.999)
    const text = await readFile(join(report.destination, 'labels/val/x.txt'), 'utf8')
    for (const line of text.trim().split('\n')) {
      const values = line.split(' ').slice(1).map(Number)
      expect(values.length % 2).toBe(0)
      for (const value of values) expect(value >= 0 && value <= 1).toBe(true)
    }
    expect(codes(report.notes)).toContainEqual(['no-train-images', 1])
    expect((await stat(join(report.destination, 'images/val'))).isDirectory()).toBe(true)
    expect(await readFile(join(report.destination, 'images.txt'), 'utf8')).toBe('images/val/x.png\tx.png\n')
  })

  it('keeps images apart whose label files would be one', async () => {
    const paths = ['p/a.jpg', 'p/a.png', 'q/a.jpg', 'images/a.jpg']
    await writeImages(paths)
    const images = paths.map((path, i) => ({ path, annotations: [object(rect(i, i, 10, 10))] }))
    const report = await run(datasetOf(images), { ...yolo, copyImages: true })
    expect(report).toMatchObject({ images: 4, objects: 4, lost: 0 })
    expect(await filesBelow(join(report.destination, 'labels'))).toEqual([
      'train/images_/a.txt',
      'train/p/a-2.txt',
      'train/p/a.txt',
      'train/q/a.txt'
    ])
    const copy = await readFile(join(report.destination, 'images/train/p/a-2.png'), 'utf8')
    expect(copy).toBe('pixels of p/a.png')
    expect(codes(report.notes)).toContainEqual(['renamed-images', 2])
  })

  it('takes only labelled images when asked to', async () => {
    const report = await run(datasetOf([everyKind(), { path: 'b/empty.jpg' }]), {
      ...yolo,
      images: 'labelled'
    })
    expect(report.images).toBe(1)
    expect(await filesBelow(join(report.destination, 'labels'))).toEqual(['train/a/one.txt'])
  })
})

describe('what cannot be exported', () => {
  it('is left out and counted', async () => {
    const images: TestImage[] = [
      {
        path: 'a.jpg',
        annotations: [
          object(rect(5, 5, 10, 10)),
          object(rect(5, 5, 0, 10)),
          object(rect(900, 5, 10, 10)),
          object(maskWhere(64, 48, () => false)),
          object(disc(10, 10, 4, 0, 32, 32)),
          object({ kind: 'mask', width: 64, height: 48, counts: '1' }),
          object(rect(5, 5, 10, 10), 9 as 1)
        ]
      }
    ]
    for (const options of [coco, yolo, yoloSeg]) {
      const report = await run(datasetOf(images), options)
      expect(report).toMatchObject({ objects: 1, lost: 0 })
      expect(report.iouMin).toBeGreaterThan(0.999)
      expect(Object.fromEntries(codes(report.notes))).toMatchObject({
        'empty-shapes': 3,
        'misfit-masks': 2,
        'unknown-class': 1
      })
    }
  })

  it('leaves out images whose files are gone, when images are copied', async () => {
    await writeImages(['here.jpg'])
    await mkdir(join(home, 'in', 'folder.jpg'))
    const images = ['here.jpg', 'gone.jpg', 'folder.jpg'].map((path) => ({ ...everyKind(), path }))
    const report = await run(datasetOf(images), { ...coco, copyImages: true })
    expect(report).toMatchObject({ images: 1, objects: 5, lost: 0 })
    expect(
      report.notes.filter(({ kind }) => kind === 'image-missing').map(({ params }) => params['file'])
    ).toEqual(['folder.jpg', 'gone.jpg'])
    expect(await problemOf(run(datasetOf([{ path: 'gone.jpg' }]), { ...coco, copyImages: true }))).toBe(
      'export-empty'
    )
  })

  it('says when there is nothing', async () => {
    expect(await problemOf(run(datasetOf([]), coco))).toBe('export-empty')
    expect(await problemOf(run(datasetOf([{ path: 'a.jpg' }]), { ...coco, images: 'labelled' }))).toBe(
      'export-empty'
    )
    await expect(stat(join(home, 'out'))).rejects.toThrow()
  })
})

describe('the destination', () => {
  it('keeps what lies there: a second export goes beside the first', async () => {
    await mkdir(join(home, 'out', 'birds-coco'), { recursive: true })
    await writeFile(join(home, 'out', 'birds-coco', 'mine.txt'), 'mine')
    await writeFile(join(home, 'out', 'birds-coco-2'), 'a file')
    const first = await run(datasetOf([everyKind()]), coco)
    const second = await run(datasetOf([everyKind()]), coco)
    expect(first.destination).toBe(join(home, 'out', 'birds-coco-3'))
    expect(second.destination).toBe(join(home, 'out', 'birds-coco-4'))
    expect(await readFile(join(home, 'out', 'birds-coco', 'mine.txt'), 'utf8')).toBe('mine')
    const names = await readdir(join(home, 'out'))
    expect(names.sort()).toEqual(['birds-coco', 'birds-coco-2', 'birds-coco-3', 'birds-coco-4'])
    const texts = [first, second].map(({ destination }) =>
      readFile(join(destination, 'annotations/instances.json'), 'utf8')
    )
    expect(await texts[0]).toBe(await texts[1])
  })

  it('gives the folder a name that every file system takes', async () => {
    const report = await run(datasetOf([everyKind()], ' ..a/b:c*? "d". '), coco)
    expect(report.destination).toBe(join(home, 'out', 'a_b_c__ _d_-coco'))
    expect((await run(datasetOf([everyKind()], '...'), coco)).destination).toBe(
      join(home, 'out', 'dataset-coco')
    )
  })

  it('is refused when it is no folder', async () => {
    await writeFile(join(home, 'file'), '')
    for (const destination of [join(home, 'file'), join(home, 'file', 'below')]) {
      expect(await problemOf(run(datasetOf([everyKind()]), coco, { destination }))).toBe(
        'destination-unwritable'
      )
    }
  })

  it('is as it was after a cancel, at whatever step', async () => {
    const images = Array.from({ length: 6 }, (_, i) => ({ ...everyKind(), path: `${i}.jpg` }))
    await writeImages(images.map(({ path }) => path))
    await mkdir(join(home, 'old'))
    await writeFile(join(home, 'old', 'mine.txt'), 'mine')
    const phases = ['preparing', 'copying', 'writing', 'checking', 'finishing'] as const
    for (const phase of phases) {
      for (const destination of [join(home, 'old'), join(home, 'new', 'deep')]) {
        const abort = new AbortController()
        const onProgress = (progress: ExportProgress): void => {
          if (progress.phase === phase) abort.abort()
        }
        const work = run(
          datasetOf(images),
          { ...coco, copyImages: true },
          { destination, signal: abort.signal, onProgress }
        )
        expect(await problemOf(work)).toBe('cancelled')
      }
      expect(await readdir(join(home, 'old'))).toEqual(['mine.txt'])
      expect((await readdir(home)).sort()).toEqual(['in', 'old'])
    }
  })

  it('is as it was after a failure', async () => {
    const dataset: Dataset = {
      ...datasetOf([everyKind(), { ...everyKind(), path: 'two.jpg' }]),
      annotations: (id) => {
        if (id === 2) throw new Error('the database is gone')
        return everyKind().annotations ?? []
      }
    }
    for (const options of [coco, yoloSeg])
      expect(await problemOf(run(dataset, options))).toBe('export-failed')
    expect(await readdir(home)).toEqual([])
  })
})

describe('progress', () => {
  it('tells the phases in order, and ends with all images', async () => {
    const seen: ExportProgress[] = []
    const images = Array.from({ length: 5 }, (_, i) => ({ ...everyKind(), path: `${i}.jpg` }))
    await writeImages(images.map(({ path }) => path))
    await run(
      datasetOf(images),
      { ...coco, copyImages: true },
      { onProgress: (progress) => seen.push(progress) }
    )
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'preparing',
      'copying',
      'writing',
      'checking',
      'finishing'
    ])
    expect(seen.filter(({ phase }) => phase === 'writing').at(-1)).toEqual({
      phase: 'writing',
      done: 5,
      total: 5
    })
  })
})
