import { existsSync, readdirSync } from 'node:fs'
import { copyFile, open as openFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import type { Annotation } from '@shared/schema/annotation'
import type { ImageId } from '@shared/schema/ids'
import type { Problem } from '@shared/schema/problem'
import { defaultPoolFilters } from '@shared/schema/proposal'
import { currentVersion } from '../database/migrations/migrations'
import type { ProjectStore } from '../projectStore'
import { inspectDamage, salvageProject, startNewProject } from './recovery'
import { idOf, problemOf, workplace, type Workplace } from '../testing/fixtures'
import { boxes, importOf } from '../testing/imports'
import { delivery, poolSettings, proposal } from '../testing/proposals'
import { adding, box, removing } from '../testing/records'

const pageSize = 4096
const imageCount = 40

interface Filled extends Workplace {
  readonly file: string
  readonly backup: string
  /** The objects by the path of their image. */
  readonly expected: Readonly<Record<string, readonly Annotation[]>>
}

function contentOf(store: ProjectStore): Record<string, readonly Annotation[]> {
  return Object.fromEntries(store.images().map((image) => [image.path, store.annotations(image.id)]))
}

/** A project with some hundred objects, a few deleted ones and a history, closed cleanly. */
async function filled(): Promise<Filled> {
  const names = Array.from({ length: imageCount }, (_, i) => `image${i}.jpg`)
  const place = await workplace(names)
  const { store } = await place.open()
  names.forEach((name, n) => {
    const image = idOf(store, name)
    const boxes = Array.from({ length: 12 }, (_, i) =>
      box(`box-${n}-${i}`, { order: i, attributes: { note: 'x'.repeat(200) } })
    )
    store.commit(image, 'add-rect', adding(...boxes))
    const first = boxes[0]
    if (first !== undefined) store.commit(image, 'delete', removing(first))
  })
  const expected = contentOf(store)
  await store.close()
  const directory = join(place.root, '.maskwright')
  return {
    ...place,
    file: join(directory, 'project.db'),
    backup: join(directory, 'project.backup.db'),
    expected
  }
}

/** Overwrites pages (1 is the first) with noise. */
async function spoil(file: string, ...pages: number[]): Promise<void> {
  const handle = await openFile(file, 'r+')
  for (const page of pages)
    await handle.write(Buffer.alloc(pageSize, 0xa5), 0, pageSize, (page - 1) * pageSize)
  await handle.close()
}

/** The pages of a table, by SQLite's own account: the root first. */
async function pagesOf(file: string, table: string): Promise<number[]> {
  const copy = `${file}.copy`
  await copyFile(file, copy)
  const db = new DatabaseSync(copy)
  const root = db.prepare('SELECT rootpage AS page FROM sqlite_master WHERE name = ?').get(table) as {
    page: number
  }
  db.close()
  const bytes = await readFile(copy)
  await rm(copy)
  const at = (root.page - 1) * pageSize
  if (bytes[at] !== 0x05) return [root.page]
  const cells = bytes.readUInt16BE(at + 3)
  const leaves = Array.from({ length: cells }, (_, i) =>
    bytes.readUInt32BE(at + bytes.readUInt16BE(at + 12 + 2 * i))
  )
  return [root.page, ...leaves, bytes.readUInt32BE(at + 8)]
}

/** What was told after the last salvage, beside the objects that were recovered. */
let told: readonly Problem[] = []

const salvage = async (place: Filled): Promise<ProjectStore> => {
  const options = { folder: place.root, userDataDir: place.userDataDir }
  const total = Object.values(place.expected).flat().length
  expect((await problemOf(place.open)).kind).toBe('project-damaged')
  const { salvageable } = await inspectDamage(options)
  const { notices } = await salvageProject(options)
  expect(notices[0]).toMatchObject({ kind: 'project-recovered', params: { count: salvageable } })
  expect(salvageable).toBe(total)
  told = notices.slice(1)
  const kept = String(notices[0]?.params['file'])
  expect(existsSync(kept)).toBe(true)
  const { store } = await place.open()
  return store
}

/** Every image's history can be walked to its beginning and back. */
async function walkHistory(store: ProjectStore, images: readonly ImageId[]): Promise<number> {
  let steps = 0
  for (const image of images) {
    const before = store.annotations(image)
    while ((await store.undo(image)) !== null) steps++
    while ((await store.redo(image)) !== null);
    expect(store.annotations(image)).toEqual(before)
  }
  return steps
}

describe('a damaged project file loses no object', () => {
  test('when its header is overwritten', async () => {
    const place = await filled()
    await rm(place.backup)
    const handle = await openFile(place.file, 'r+')
    await handle.write(Buffer.from('not a database any more'), 0, 23, 0)
    await handle.close()
    const store = await salvage(place)
    expect(contentOf(store)).toEqual(place.expected)
    expect(
      await walkHistory(
        store,
        store.images().map((image) => image.id)
      )
    ).toBe(2 * imageCount)
  })

  test('when its proposals are damaged', async () => {
    const place = await withProposals()
    await rm(place.backup)
    await spoil(place.file, ...(await pagesOf(place.file, 'proposals')).slice(1))
    const store = await salvage(place)
    expect(contentOf(store)).toEqual(place.expected)
    expect(store.images().every(({ proposals }) => proposals === 0)).toBe(true)
    expect(store.tasks.current()).toBeNull()
  })

  test('when its first page is gone, and there is no backup', async () => {
    const place = await filled()
    await rm(place.backup)
    await spoil(place.file, 1)
    expect(contentOf(await salvage(place))).toEqual(place.expected)
  })

  test('when pages of the objects are noise: they come from the history', async () => {
    const place = await filled()
    await rm(place.backup)
    const [, ...leaves] = await pagesOf(place.file, 'annotations')
    expect(leaves.length).toBeGreaterThan(10)
    await spoil(place.file, ...leaves.filter((_, i) => i % 3 === 1))
    const store = await salvage(place)
    expect(contentOf(store)).toEqual(place.expected)
    await walkHistory(
      store,
      store.images().map((image) => image.id)
    )
  })

  test('when an import was decided and not yet worked into all images', async () => {
    const place = await filled()
    const { store: before } = await place.open()
    const imported = before.images().map(({ id }) => [id, boxes(`new-${id}`, 150)] as const)
    await before.importAnnotations(importOf(imported))
    const expected = contentOf(before)
    await before.close()
    await rm(place.backup)
    const [, ...leaves] = await pagesOf(place.file, 'annotations')
    await spoil(place.file, ...leaves.filter((_, i) => i % 3 === 1))
    const store = await salvage({ ...place, expected })
    expect(contentOf(store)).toEqual(expected)
    expect(store.images().map(({ objects }) => objects)).toEqual(imported.map(() => 11 + 150))
  })

  test('when the whole table of objects is unreachable', async () => {
    const place = await filled()
    await rm(place.backup)
    const [root] = await pagesOf(place.file, 'annotations')
    await spoil(place.file, root ?? 0)
    expect(contentOf(await salvage(place))).toEqual(place.expected)
  })

  test('when objects and history are unreachable: they come from the backup', async () => {
    const place = await filled()
    const [objects] = await pagesOf(place.file, 'annotations')
    const [journal] = await pagesOf(place.file, 'journal')
    await spoil(place.file, objects ?? 0, journal ?? 0)
    const store = await salvage(place)
    expect(contentOf(store)).toEqual(place.expected)
    await walkHistory(
      store,
      store.images().map((image) => image.id)
    )
  })

  test('when the table of images is unreachable: paths come from their index', async () => {
    const place = await filled()
    await rm(place.backup)
    const [root] = await pagesOf(place.file, 'images')
    await spoil(place.file, root ?? 0)
    expect(contentOf(await salvage(place))).toEqual(place.expected)
  })

  test('when the second half is cut off, with a backup', async () => {
    const place = await filled()
    await truncate(place.file, Math.floor((await stat(place.file)).size / 2))
    expect(contentOf(await salvage(place))).toEqual(place.expected)
  })

  test('when it is emptied or deleted, with a backup', async () => {
    for (const harm of [(file: string) => truncate(file, 0), (file: string) => rm(file)]) {
      const place = await filled()
      await harm(place.file)
      expect(contentOf(await salvage(place))).toEqual(place.expected)
    }
  })
})

/** The same project, in which each image has a complete pool of 30 proposals, two of them dismissed. */
async function withProposals(): Promise<Filled & { readonly pools: ReturnType<typeof poolsOf> }> {
  const place = await filled()
  const { store } = await place.open()
  for (const [n, { id }] of store.images().entries()) {
    const found = Array.from({ length: 30 }, (_, i) => proposal(`${n}.${i}.0`, 1 + (i % 6)))
    store.proposals.begin(id, poolSettings, delivery(found, { state: 'complete' }))
    store.proposals.setDismissed(id, [`${n}.1.0`, `${n}.2.0`], true)
    store.proposals.setFilters(id, { ...defaultPoolFilters, minArea: 9, hideCovered: false })
  }
  store.tasks.begin({ kind: 'everything', params: {}, strategy: 'fast', onlyWithout: true }, [])
  const pools = poolsOf(store)
  expect(pools['image0.jpg']).toMatchObject({ left: 23, pool: { state: 'complete' } })
  await store.close()
  return { ...place, pools }
}

/** The pools by the path of their image, and how many are left of each. */
const poolsOf = (store: ProjectStore) =>
  Object.fromEntries(
    store
      .images()
      .map(({ id, path, proposals }) => [path, { left: proposals, pool: store.proposals.load(id) }])
  )

describe('the proposals of a damaged project file', () => {
  test('are all there when only other pages are damaged', async () => {
    const place = await withProposals()
    await rm(place.backup)
    const [root] = await pagesOf(place.file, 'annotations')
    await spoil(place.file, root ?? 0)
    expect(poolsOf(await salvage(place))).toEqual(place.pools)
    expect(told).toEqual([])
  })

  test('are saved but for what lay on damaged pages; that is told, and such pools are not complete', async () => {
    const place = await withProposals()
    await rm(place.backup)
    const [, ...leaves] = await pagesOf(place.file, 'proposals')
    expect(leaves.length).toBeGreaterThan(20)
    await spoil(place.file, ...leaves.slice(4, 8))
    const store = await salvage(place)
    const after = poolsOf(store)
    const lacking = Object.keys(place.pools).filter((path) => {
      return after[path]?.pool?.proposals.length !== place.pools[path]?.pool?.proposals.length
    })
    expect(lacking.length).toBeGreaterThan(0)
    expect(lacking.length).toBeLessThan(imageCount / 4)
    expect(told).toMatchObject([{ kind: 'proposals-lost', params: { count: lacking.length } }])
    for (const [path, before] of Object.entries(place.pools)) {
      const now = after[path]
      expect(store.proposals.isComplete(idOf(store, path), poolSettings)).toBe(!lacking.includes(path))
      if (!lacking.includes(path)) expect(now).toEqual(before)
      else expect(before.pool?.proposals).toEqual(expect.arrayContaining([...(now?.pool?.proposals ?? [])]))
    }
  })

  test('come from the backup where they are lost', async () => {
    const place = await withProposals()
    await copyFile(place.file, place.backup)
    const [, ...leaves] = await pagesOf(place.file, 'proposals')
    await spoil(place.file, ...leaves.slice(4, 8))
    const store = await salvage(place)
    const sorted = (all: typeof place.pools) =>
      Object.values(all).map(({ left, pool }) => [left, pool?.state, pool?.filters, ids(pool?.proposals)])
    expect(sorted(poolsOf(store))).toEqual(sorted(place.pools))
    expect(told).toEqual([])
  })

  test('that the backup has and the damaged file had no more stay away', async () => {
    const place = await withProposals()
    await copyFile(place.file, place.backup)
    const { store: before } = await place.open()
    const image = idOf(before, 'image0.jpg')
    const other = { ...poolSettings, strategy: 'reference' } as const
    before.proposals.begin(image, other, delivery([proposal('new')], { state: 'complete' }))
    before.proposals.discard(idOf(before, 'image1.jpg'))
    await before.close()
    const [, ...leaves] = await pagesOf(place.file, 'proposals')
    await spoil(place.file, ...leaves.slice(10, 12))
    const store = await salvage(place)
    expect(ids(store.proposals.load(idOf(store, 'image0.jpg'))?.proposals)).toEqual(['new'])
    expect(store.proposals.load(idOf(store, 'image1.jpg'))).toBeNull()
  })

  test('are told when their pools are lost', async () => {
    const place = await withProposals()
    await rm(place.backup)
    const [root] = await pagesOf(place.file, 'pools')
    await spoil(place.file, root ?? 0)
    const store = await salvage(place)
    expect(store.images().every(({ id }) => store.proposals.load(id) === null)).toBe(true)
    expect(told).toMatchObject([{ kind: 'proposals-lost', params: { count: imageCount } }])
  })
})

const ids = (proposals: readonly { readonly id: string }[] = []): string[] =>
  proposals.map(({ id }) => id).sort()

test('a truncated file without a backup gives what is left, and its history still fits', async () => {
  const place = await filled()
  await rm(place.backup)
  await truncate(place.file, Math.floor((await stat(place.file)).size * 0.6))
  const options = { folder: place.root, userDataDir: place.userDataDir }
  expect((await problemOf(place.open)).kind).toBe('project-damaged')
  await salvageProject(options)
  const { store } = await place.open()
  const found = Object.values(contentOf(store)).flat().length
  expect(found).toBeGreaterThan(50)
  await walkHistory(
    store,
    store.images().map((image) => image.id)
  )
})

test('starting anew keeps the damaged file and its backup aside', async () => {
  const place = await filled()
  await writeFile(place.file, 'this is a text file, and quite a short one')
  const { notices } = await startNewProject({ folder: place.root, userDataDir: place.userDataDir })
  expect(notices).toMatchObject([{ kind: 'project-recovered', params: { count: 0 } }])
  const { store } = await place.open()
  expect(store.images().length).toBe(imageCount)
  expect(store.images().every((image) => image.objects === 0)).toBe(true)
  const kept = readdirSync(join(place.root, '.maskwright')).filter((name) =>
    name.startsWith('project.damaged-')
  )
  expect(kept.map((name) => name.replace(/-\d{8}-\d{6}/, '')).sort()).toEqual([
    'project.damaged.backup.db',
    'project.damaged.db'
  ])
})

test('a database of another application is not touched', async () => {
  const place = await workplace()
  const { store } = await place.open()
  await store.close()
  const file = join(place.root, '.maskwright', 'project.db')
  await rm(file)
  await rm(join(place.root, '.maskwright', 'project.backup.db'), { force: true })
  const db = new DatabaseSync(file)
  db.exec('CREATE TABLE songs (title TEXT)')
  db.close()
  const before = await readFile(file)
  expect((await problemOf(place.open)).kind).toBe('project-damaged')
  expect(await readFile(file)).toEqual(before)
})

test('a newer project is refused, and not touched', async () => {
  const place = await workplace()
  const { store } = await place.open()
  await store.close()
  const file = join(place.root, '.maskwright', 'project.db')
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version = 99')
  db.close()
  const before = await readFile(file)
  expect(await problemOf(place.open)).toMatchObject({
    kind: 'project-newer',
    params: { file, version: 99, supported: currentVersion }
  })
  expect(await readFile(file)).toEqual(before)
})
