import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import { annotationIdSchema, labelIdSchema } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import type { Shape } from '@shared/schema/shape'
import { ProjectStore } from '../../src/store/projectStore'
import { userDataDir } from '../../src/cli/userData'
import { maskwright, temporaryFolder } from './run'

const size = { width: 80, height: 60 }
const names = ['a.png', 'b.png', 'c.png', 'd.png', 'sub/a.png']

let folder: string
let out: string

const object = (id: string, labelId: number, shape: Shape): Annotation =>
  newAnnotation({ id: annotationIdSchema.parse(id), labelId: labelIdSchema.parse(labelId), shape, order: 0 })

/** A frame of pixels: a mask with a hole. */
function frame(): Shape {
  const bitmap = emptyBitmap(size.width, size.height)
  for (let y = 10; y < 40; y++) {
    for (let x = 10; x < 50; x++) {
      if (x < 20 || x >= 40 || y < 20 || y >= 30) bitmap.data[y * size.width + x] = 1
    }
  }
  return maskShape(maskFromBitmap(bitmap))
}

/** Five pictures; on the first a frame and a triangle, on the second a box. */
beforeEach(async () => {
  const root = await temporaryFolder()
  folder = join(root, 'pictures')
  out = join(root, 'datasets')
  // Where the command line looks for user data, so that it knows the project as one that was closed here.
  for (const name of ['XDG_CONFIG_HOME', 'APPDATA', 'HOME']) vi.stubEnv(name, join(root, 'config'))
  await mkdir(userDataDir(), { recursive: true })
  await mkdir(join(folder, 'sub'), { recursive: true })
  await mkdir(out)
  for (const name of names) {
    await writeFile(join(folder, name), createCanvas(size.width, size.height).toBuffer('image/png'))
  }
  const { store } = await ProjectStore.open({ folder, userDataDir: userDataDir() })
  const [first] = store.labels()
  if (!first) throw new Error('A new project has a class')
  const boat: Label = { id: labelIdSchema.parse(2), name: 'boat', color: '#3b82f6' }
  store.commitLabels('label-add', { added: { 2: boat }, updated: {}, removed: {} })
  const put = (path: string, ...objects: Annotation[]): void => {
    const image = store.images().find((row) => row.path === path)
    if (!image) throw new Error(`no ${path}`)
    store.facts.setSize(image.id, size)
    const added = Object.fromEntries(objects.map((each) => [each.id, each]))
    store.commit(image.id, 'add-mask', { added, updated: {}, removed: {} })
  }
  const triangle: Shape = {
    kind: 'polygon',
    parts: [
      {
        outer: [
          { x: 55, y: 5 },
          { x: 75, y: 5 },
          { x: 75, y: 25 }
        ],
        holes: []
      }
    ]
  }
  put('a.png', object('frame---', 1, frame()), object('triangle', 2, triangle))
  put('b.png', object('box-----', 2, { kind: 'rect', x: 8, y: 6, width: 40, height: 30 }))
  await store.close()
})
afterEach(() => vi.unstubAllEnvs())

/** Exports, and gives the new folder that the first line of the output names. */
async function exported(...options: readonly string[]): Promise<string> {
  const result = await maskwright('export', folder, '--out', out, ...options)
  expect(result.errors).toBe('')
  expect(result.code).toBe(0)
  expect(result.out.join('\n')).toContain('self-check: 0 lost')
  return result.out[0] ?? ''
}

const text = (...path: readonly string[]): Promise<string> => readFile(join(...path), 'utf8')
const files = async (from: string): Promise<string[]> => {
  const found = await readdir(from, { recursive: true, withFileTypes: true })
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return paths.map((path) => path.slice(from.length + 1).replaceAll(sep, '/')).sort()
}

describe('export', () => {
  it('writes COCO: polygons, and RLE where there is a hole', async () => {
    const target = await exported('--format', 'coco')
    expect(await files(target)).toEqual(['annotations/instances.json'])
    const coco: unknown = JSON.parse(await text(target, 'annotations/instances.json'))
    expect(coco).toMatchObject({
      categories: [{ id: 1 }, { id: 2, name: 'boat' }],
      images: names.map((file_name) => ({ file_name, ...size })),
      annotations: [
        { category_id: 1, area: 1000, bbox: [10, 10, 40, 30], segmentation: { size: [60, 80] } },
        { category_id: 2, area: 200, bbox: [55, 5, 20, 20], segmentation: [[55, 5, 75, 5, 75, 25]] },
        { category_id: 2, area: 1200, bbox: [8, 6, 40, 30] }
      ]
    })
  })

  it('writes every shape as RLE when asked to', async () => {
    const target = await exported('--format', 'coco', '--rle', '--only', 'labelled')
    const coco = JSON.parse(await text(target, 'annotations/instances.json')) as {
      images: unknown[]
      annotations: { segmentation: unknown }[]
    }
    expect(coco.images).toHaveLength(2)
    for (const { segmentation } of coco.annotations) expect(segmentation).toMatchObject({ size: [60, 80] })
  })

  it('writes YOLO boxes', async () => {
    const target = await exported('--format', 'yolo')
    expect(await text(target, 'data.yaml')).toMatch(/1: boat/)
    const labels = (await files(target)).filter((file) => file.endsWith('b.txt'))
    expect(labels).toHaveLength(1)
    // Class, centre and size, as shares of the image.
    expect((await text(target, labels[0] ?? '')).trim()).toBe('1 0.350000 0.350000 0.500000 0.500000')
  })

  it('writes YOLO outlines', async () => {
    const target = await exported('--format', 'yolo-seg', '--only', 'labelled')
    const labels = (await files(target)).filter((file) => file.endsWith('a.txt'))
    const lines = (await text(target, labels[0] ?? '')).trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toBe('1 0.687500 0.083333 0.937500 0.083333 0.937500 0.416667')
  })

  it('divides the images by shares and seed, and copies them', async () => {
    const options = ['--format', 'yolo', '--split', '0.6,0.2,0.2', '--copy'] as const
    const split = async (...seed: readonly string[]): Promise<readonly (readonly string[])[]> => {
      const target = await exported(...options, ...seed)
      const copies = (await files(target)).filter((file) => file.endsWith('.png'))
      return ['train', 'val', 'test'].map((part) => copies.filter((file) => file.includes(part)))
    }
    const first = await split('--seed', '1')
    expect(first.map(({ length }) => length)).toEqual([3, 1, 1])
    expect(await split('--seed', '1')).toEqual(first)
    const others = await Promise.all(['2', '3', '4'].map((seed) => split('--seed', seed)))
    expect(others.some((other) => JSON.stringify(other) !== JSON.stringify(first))).toBe(true)
  })

  it('takes the project file too, and never writes over an older dataset', async () => {
    const first = await exported('--format', 'coco')
    const project = join(folder, '.maskwright/project.db')
    const second = await maskwright('export', project, '--format', 'coco', '--out', out)
    expect(second.code).toBe(0)
    expect(second.out[0]).not.toBe(first)
    expect(await readdir(out)).toHaveLength(2)
  })

  it.each([
    ['a folder that is not there', (root: string) => [join(root, 'nowhere')], /nowhere/],
    ['a folder without a project', (root: string) => [root], /project/]
  ])('fails on %s with exit code 1', async (_name, words, message) => {
    const root = await temporaryFolder()
    const result = await maskwright('export', ...words(root), '--format', 'coco', '--out', out)
    expect(result.code).toBe(1)
    expect(result.out).toEqual([])
    expect(result.errors).toMatch(message)
    expect(await readdir(out)).toEqual([])
  })
})
