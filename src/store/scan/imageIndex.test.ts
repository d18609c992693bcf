import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ImageRow } from '@shared/schema/image'
import { problem } from '@shared/schema/problem'
import { openDatabase } from '../database/database'
import { ImageIndex } from './imageIndex'
import type { ProjectStore } from '../projectStore'
import { Reconciler } from './reconcile'
import type { ScanSummary } from './scanProject'
import { idOf, workplace, writeImage } from '../testing/fixtures'
import { adding, box } from '../testing/records'

interface Told {
  readonly summary: ScanSummary
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

async function rescan(store: ProjectStore): Promise<Told> {
  const added: string[] = []
  const changed: string[] = []
  const summary = await store.scan({
    added: (rows) => added.push(...rows.map((row) => row.path)),
    changed: (rows) => changed.push(...rows.map((row) => row.path))
  })
  return { summary, added, changed }
}

const states = (store: ProjectStore): [string, string | null, number][] =>
  store.images().map((row: ImageRow) => [row.path, row.problem?.kind ?? null, row.objects])

test('new files are added, and nothing else is touched', async () => {
  const { root, open } = await workplace(['a.jpg', 'c.jpg'])
  const { store } = await open()
  const before = store.images()
  await writeImage(root, 'b.jpg')
  const told = await rescan(store)
  expect(told).toMatchObject({ added: ['b.jpg'], changed: [], summary: { found: 3, added: 1, changed: 0 } })
  expect(store.images().filter((image) => image.path !== 'b.jpg')).toEqual(before)
  expect(store.images().map((image) => image.path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  expect((await rescan(store)).summary).toMatchObject({ found: 3, added: 0, changed: 0 })
})

test('what follows an image are those that can be read, in the order of the list', async () => {
  const { root, open } = await workplace(['1.jpg', '2.jpg', '3.jpg', '4.jpg', '10.jpg'])
  const { store } = await open()
  const [first, second, third, fourth, last] = store.images().map(({ id }) => id)
  if (!first || !second || !third || !fourth || !last) throw new Error('There are five images')
  expect(store.following(first, 2)).toEqual([second, third])
  store.facts.setProblem(second, problem('image-unreadable', 'Broken', { file: '2.jpg', reason: 'broken' }))
  await rm(join(root, '4.jpg'))
  await rescan(store)
  expect(store.following(first, 9)).toEqual([third, last])
  expect(store.following(last, 9)).toEqual([])
})

test('a changed file keeps its objects, and what was known of its pixels is forgotten', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  store.facts.setSize(image, { width: 10, height: 20 })
  store.facts.setProblem(image, problem('image-unreadable', 'Broken', { file: 'a.jpg', reason: 'broken' }))
  const before = store.image(image)
  expect(before).toMatchObject({ width: 10, height: 20, objects: 1, problem: { kind: 'image-unreadable' } })
  await writeImage(root, 'a.jpg', 'longer content')
  expect(await rescan(store)).toMatchObject({ added: [], changed: ['a.jpg'] })
  const after = store.image(image)
  expect(after).toMatchObject({ width: null, height: null, objects: 1, problem: null })
  expect(after?.version).not.toBe(before?.version)
})

test('a missing image is kept with its objects, and is back when its file is', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  store.commit(idOf(store, 'a.jpg'), 'add-rect', adding(box('one')))
  await rename(join(root, 'a.jpg'), join(root, 'a.jpg.away'))
  await rm(join(root, 'b.jpg'))
  expect(await rescan(store)).toMatchObject({ added: [], changed: ['a.jpg', 'b.jpg'] })
  expect(states(store)).toEqual([
    ['a.jpg', 'image-missing', 1],
    ['b.jpg', 'image-missing', 0]
  ])
  await store.close()

  // The one without objects is not listed again, until its file is back.
  const { store: again } = await open()
  expect(states(again)).toEqual([['a.jpg', 'image-missing', 1]])
  await rename(join(root, 'a.jpg.away'), join(root, 'a.jpg'))
  await writeImage(root, 'b.jpg')
  expect(await rescan(again)).toMatchObject({ added: ['b.jpg'], changed: ['a.jpg'] })
  expect(states(again)).toEqual([
    ['a.jpg', null, 1],
    ['b.jpg', null, 0]
  ])
})

test('a moved file takes its objects along', async () => {
  const { root, open } = await workplace(['a.jpg', 'b.jpg'])
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  store.facts.setSize(image, { width: 5, height: 6 })
  await mkdir(join(root, 'new'))
  await rename(join(root, 'a.jpg'), join(root, 'new', 'a.jpg'))
  expect(await rescan(store)).toMatchObject({ added: [], changed: ['new/a.jpg'] })
  expect(store.image(image)).toMatchObject({ path: 'new/a.jpg', objects: 1, width: 5, problem: null })
  expect(states(store)).toEqual([
    ['b.jpg', null, 0],
    ['new/a.jpg', null, 1]
  ])
})

// Linux keeps names apart that differ in case or normal form only, so both can be made here.
test.runIf(process.platform === 'linux').for([
  ['another normal form', 'caf\u00e9/\u00e9.jpg', 'cafe\u0301/e\u0301.jpg'],
  ['the first normal form again', 'e\u0301.jpg', '\u00e9.jpg'],
  ['another case', 'Photos/Image.JPG', 'photos/image.jpg']
] as const)(
  'a file whose name is written in %s takes its objects along, also if it changed',
  async ([, before, after]) => {
    const { root, open } = await workplace([before, 'other.jpg'])
    const { store } = await open()
    const image = idOf(store, before)
    store.commit(image, 'add-rect', adding(box('one')))
    await rm(join(root, before))
    await writeImage(root, after, 'other bytes than before')
    const told = await rescan(store)
    expect(told.summary).toMatchObject({ added: 0, changed: 1 })
    expect(states(store)).toContainEqual([after, null, 1])
    expect(idOf(store, after)).toBe(image)
  }
)

test.runIf(process.platform === 'linux')('files that are equally alike are not guessed at', async () => {
  const { root, open } = await workplace(['IMG.jpg'])
  const { store } = await open()
  store.commit(idOf(store, 'IMG.jpg'), 'add-rect', adding(box('one')))
  await rm(join(root, 'IMG.jpg'))
  await writeImage(root, 'img.jpg', 'first')
  await writeImage(root, 'Img.jpg', 'second one')
  await rescan(store)
  expect(states(store).toSorted()).toEqual([
    ['IMG.jpg', 'image-missing', 1],
    ['Img.jpg', null, 0],
    ['img.jpg', null, 0]
  ])
})

test('a copy is a new image, and the same name in two folders is two images', async () => {
  const { root, open } = await workplace(['x/a.jpg', 'y/a.jpg'])
  const { store } = await open()
  store.commit(idOf(store, 'x/a.jpg'), 'add-rect', adding(box('one')))
  await writeImage(root, 'z/a.jpg', 'x/a.jpg')
  await rescan(store)
  expect(states(store)).toEqual([
    ['x/a.jpg', null, 1],
    ['y/a.jpg', null, 0],
    ['z/a.jpg', null, 0]
  ])
})

test('copies that move together are told apart by their folders', async () => {
  const { root, open } = await workplace([])
  for (const path of ['train/1.jpg', 'val/1.jpg', 'test/1.jpg']) await writeImage(root, path, 'same')
  const { store } = await open()
  for (const folder of ['train', 'val']) {
    store.commit(idOf(store, `${folder}/1.jpg`), 'add-rect', adding(box(folder)))
  }
  await mkdir(join(root, 'data'))
  for (const folder of ['train', 'val', 'test']) await rename(join(root, folder), join(root, 'data', folder))
  await rescan(store)
  expect(states(store)).toEqual([
    ['data/test/1.jpg', null, 0],
    ['data/train/1.jpg', null, 1],
    ['data/val/1.jpg', null, 1]
  ])
  expect(store.annotations(idOf(store, 'data/val/1.jpg')).map(({ id }) => id)).toEqual([box('val').id])
})

test('where it is not clear which copy moved, nothing is guessed', async () => {
  const { root, open } = await workplace([])
  for (const path of ['p/1.jpg', 'q/1.jpg']) await writeImage(root, path, 'same')
  const { store } = await open()
  store.commit(idOf(store, 'p/1.jpg'), 'add-rect', adding(box('p-object')))
  await rename(join(root, 'p'), join(root, 'r'))
  await rename(join(root, 'q'), join(root, 's'))
  await rescan(store)
  expect(states(store)).toEqual([
    ['p/1.jpg', 'image-missing', 1],
    ['q/1.jpg', 'image-missing', 0],
    ['r/1.jpg', null, 0],
    ['s/1.jpg', null, 0]
  ])
})

test('an image that turns out to be missing when it is opened is back when its file is', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  await rename(join(root, 'a.jpg'), join(root, 'a.jpg.away'))
  const missing = problem('image-missing', 'Gone', { file: 'a.jpg' })
  expect(store.facts.setProblem(image, missing)?.problem?.kind).toBe('image-missing')
  await rename(join(root, 'a.jpg.away'), join(root, 'a.jpg'))
  expect(await rescan(store)).toMatchObject({ added: [], changed: ['a.jpg'] })
  expect(store.image(image)?.problem).toBeNull()
  expect(store.facts.setProblem(image, missing)?.problem?.kind).toBe('image-missing')
  expect(store.facts.setProblem(image, null)?.problem).toBeNull()
})

test('a missing image is found again in a later session', async () => {
  const { root, open } = await workplace(['a.jpg'])
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  await rename(join(root, 'a.jpg'), join(root, '..', 'a.jpg'))
  await rescan(store)
  await store.close()
  await mkdir(join(root, 'deep', 'er'), { recursive: true })
  await rename(join(root, '..', 'a.jpg'), join(root, 'deep', 'er', 'a.jpg'))
  const { store: again } = await open()
  expect(again.images()).toMatchObject([{ id: image, path: 'deep/er/a.jpg', objects: 1, problem: null }])
})

test('an image in a folder that cannot be read now is not taken for missing', async () => {
  const { root, open } = await workplace(['closed/a.jpg', 'gone/b.jpg'])
  const { store } = await open()
  await store.close()
  const db = openDatabase({ directory: join(root, '.maskwright') })
  onTestFinished(() => {
    db.close()
  })
  const index = new ImageIndex(db)
  const reconciler = new Reconciler(index)
  expect(reconciler.batch([])).toEqual({ added: [], changed: [] })
  for await (const change of reconciler.finish(['closed'])) {
    expect(change.changed.map((image) => image.path)).toEqual(['gone/b.jpg'])
  }
  expect(index.list().map((image) => image.problem?.kind ?? null)).toEqual([null, 'image-missing'])
})

test('20,000 images are taken in small steps that leave the event loop free', async () => {
  const { root, open } = await workplace([])
  for (let set = 0; set < 7; set++) mkdirSync(join(root, `set ${set}`))
  for (let i = 0; i < 20_000; i++) writeFileSync(join(root, `set ${i % 7}`, `img_${i}.jpg`), '')
  const { store } = await open({ scan: false })
  let last = performance.now()
  let longest = 0
  let turns = 0
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    turns++
  }, 1)
  const batches: number[] = []
  await store.scan({ added: (rows) => batches.push(rows.length) })
  clearInterval(timer)
  const images = store.images()
  expect(images).toHaveLength(20_000)
  expect(images[1]?.path).toBe('set 0/img_7.jpg')
  expect(Math.max(...batches)).toBeLessThanOrEqual(500)
  // Measured: some 200 turns, the longest 15 ms. The loose bounds only catch work that is done in one piece.
  expect(turns).toBeGreaterThan(20)
  expect(longest).toBeLessThan(1000)
  await store.close()
  const { store: again } = await open({ scan: false })
  expect(again.images()).toEqual(images)
})
