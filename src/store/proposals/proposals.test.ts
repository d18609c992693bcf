import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import { maskFromRle } from '@shared/mask/maskData'
import { defaultPoolFilters } from '@shared/schema/proposal'
import { idOf, workplace, writeImage } from '../testing/fixtures'
import { delivery, poolSettings, proposal } from '../testing/proposals'
import { adding, box, removing, updating } from '../testing/records'

const [first, second, third] = [proposal('0.1.2'), proposal('0.5.1', 3), proposal('0.9.0', 4)]

test('proposals are kept as they come, with their settings, and survive a restart', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  expect(store.proposals.load(image)).toBeNull()
  expect(store.image(image)?.proposals).toBe(0)
  const pool = store.proposals.begin(image, poolSettings, delivery([first, second]))
  store.proposals.deliver(image, pool, delivery([third], { removed: [first.id], decodes: 20 }))
  expect(store.image(image)?.proposals).toBe(2)
  store.proposals.deliver(image, pool, delivery([], { decodes: 80, skipped: 20, state: 'complete' }))
  const kept = {
    image,
    ...poolSettings,
    state: 'complete',
    decodes: 80,
    skipped: 20,
    total: 100,
    proposals: [second, third],
    filters: null
  }
  expect(store.proposals.load(image)).toEqual(kept)
  await store.close()
  const { store: again } = await open()
  expect(again.proposals.load(image)).toEqual(kept)
  expect(again.image(image)?.proposals).toBe(2)
  expect(again.proposals.load(idOf(again, 'b.jpg'))).toBeNull()
})

test('a run that did not end is stopped when the project is opened again', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.proposals.begin(image, poolSettings, delivery([first]))
  await store.close()
  const { store: again } = await open()
  expect(again.proposals.load(image)).toMatchObject({ state: 'stopped', proposals: [first] })
})

test('a new run replaces the pool and keeps its filters', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.proposals.begin(image, poolSettings, delivery([first, second], { state: 'complete' }))
  const filters = { ...defaultPoolFilters, minArea: 20 }
  store.proposals.setFilters(image, filters)
  const params = { ...poolSettings.params, pointsPerSide: 8 }
  store.proposals.begin(image, { ...poolSettings, params }, delivery([third]))
  expect(store.proposals.load(image)).toMatchObject({ params, proposals: [third], filters })
  expect(store.image(image)?.proposals).toBe(1)
})

test('a proposal that comes again takes the place of the one before', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const pool = store.proposals.begin(image, poolSettings, delivery([first]))
  const other = proposal(first.id, 5)
  store.proposals.deliver(image, pool, delivery([other]))
  expect(store.proposals.load(image)?.proposals).toEqual([other])
})

test('proposals are dismissed and brought back, and counted without those dismissed', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.proposals.begin(image, poolSettings, delivery([first, second, third]))
  store.proposals.setDismissed(image, [first.id, third.id, 'unknown'], true)
  expect(store.proposals.load(image)?.proposals.map(({ dismissed }) => dismissed)).toEqual([
    true,
    false,
    true
  ])
  expect(store.image(image)?.proposals).toBe(1)
  store.proposals.setDismissed(image, [third.id], false)
  expect(store.image(image)?.proposals).toBe(2)
})

describe('the list counts what is left', () => {
  const upper = { kind: 'rect', x: 0, y: 0, width: 8, height: 2 } as const
  const lower = { kind: 'rect', x: 0, y: 5, width: 8, height: 1 } as const
  const bottom = proposal('0.9.9', 1, {
    mask: maskFromRle({ width: 8, height: 6, counts: Uint32Array.of(40, 8) }),
    area: 8,
    box: { x: 0, y: 5, width: 8, height: 1 },
    score: 0.5
  })

  test('when objects come, change and go, by every way', async () => {
    const { open } = await workplace()
    const { store } = await open()
    const image = idOf(store, 'a.jpg')
    const left = (): number | undefined => store.image(image)?.proposals
    store.proposals.begin(image, poolSettings, delivery([first, bottom], { state: 'complete' }))
    expect(left()).toBe(2)
    const object = box('adopted', { shape: upper })
    store.commit(image, 'adopt', adding(object))
    expect(left()).toBe(1)
    await store.undo(image)
    expect(left()).toBe(2)
    await store.redo(image)
    expect(left()).toBe(1)
    store.commit(image, 'resize', updating([object, { ...object, shape: lower }]))
    expect(left()).toBe(1)
    store.commit(image, 'adopt', adding(box('another', { shape: upper })))
    expect(left()).toBe(0)
    await store.close()
    const { store: again } = await open()
    expect(again.image(image)?.proposals).toBe(0)
    again.commit(image, 'delete', removing({ ...object, shape: lower }))
    expect(again.image(image)?.proposals).toBe(1)
  })

  test('by an import and its undoing', async () => {
    const { open } = await workplace()
    const { store } = await open()
    const image = idOf(store, 'a.jpg')
    store.proposals.begin(image, poolSettings, delivery([first, bottom], { state: 'complete' }))
    const objects = [box('imported', { shape: upper })]
    const result = await store.importAnnotations({
      format: 'coco',
      labels: [],
      labelExtras: new Map(),
      extra: null,
      onExisting: 'add',
      images: (async function* () {
        yield await Promise.resolve({ image, objects, extra: null })
      })(),
      signal: new AbortController().signal
    })
    await store.settled()
    expect(store.image(image)?.proposals).toBe(1)
    await store.undoImport(result.import)
    await store.settled()
    expect(store.image(image)?.proposals).toBe(2)
    await store.redoImport(result.import)
    await store.settled()
    expect(store.image(image)?.proposals).toBe(1)
  })

  test('as the filters leave it', async () => {
    const { open } = await workplace()
    const { store } = await open()
    const image = idOf(store, 'a.jpg')
    store.proposals.begin(image, poolSettings, delivery([first, second, bottom], { state: 'complete' }))
    store.proposals.setFilters(image, { ...defaultPoolFilters, minScore: 0.8 })
    expect(store.image(image)?.proposals).toBe(2)
    store.commit(image, 'adopt', adding(box('adopted', { shape: upper })))
    expect(store.image(image)?.proposals).toBe(0)
    store.proposals.setFilters(image, { ...defaultPoolFilters, hideCovered: false })
    expect(store.image(image)?.proposals).toBe(2)
  })

  test('when a run goes on, and for each image on its own', async () => {
    const { open } = await workplace()
    const { store } = await open()
    const [image, other] = [idOf(store, 'a.jpg'), idOf(store, 'b.jpg')]
    store.commit(image, 'add-rect', adding(box('before', { shape: upper })))
    const pool = store.proposals.begin(image, poolSettings, delivery([first]))
    expect(store.image(image)?.proposals).toBe(0)
    store.proposals.begin(other, poolSettings, delivery([first]))
    expect(store.image(other)?.proposals).toBe(1)
    store.proposals.deliver(image, pool, delivery([bottom], { removed: [first.id], state: 'complete' }))
    expect(store.image(image)?.proposals).toBe(1)
  })
})

test('a pool that was put away comes back, until another replaces it or the project is closed', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.proposals.begin(image, poolSettings, delivery([first], { state: 'complete' }))
  store.proposals.discard(image)
  expect(store.proposals.load(image)).toBeNull()
  expect(store.image(image)?.proposals).toBe(0)
  store.proposals.discard(image)
  store.proposals.restore(image)
  expect(store.proposals.load(image)?.proposals).toEqual([first])
  expect(store.image(image)?.proposals).toBe(1)

  store.proposals.discard(image)
  store.proposals.begin(image, poolSettings, delivery([second], { state: 'complete' }))
  store.proposals.restore(image)
  expect(store.proposals.load(image)?.proposals).toEqual([second])

  store.proposals.discard(image)
  await store.close()
  const { store: again } = await open()
  again.proposals.restore(image)
  expect(again.proposals.load(image)).toBeNull()
})

test('a pool is complete for its settings, its model and its file', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const pool = store.proposals.begin(image, poolSettings, delivery([first]))
  expect(store.proposals.isComplete(image, poolSettings)).toBe(false)
  store.proposals.deliver(image, pool, delivery([], { state: 'complete' }))
  const { pointsPerSide, ...rest } = poolSettings.params
  const reordered = { ...poolSettings, params: { ...rest, pointsPerSide } }
  expect(store.proposals.isComplete(image, reordered)).toBe(true)
  expect(store.proposals.isComplete(image, { ...poolSettings, modelId: 'other' })).toBe(false)
  expect(store.proposals.isComplete(image, { ...poolSettings, strategy: 'reference' })).toBe(false)
  const finer = { ...poolSettings.params, pointsPerSide: 64 }
  expect(store.proposals.isComplete(image, { ...poolSettings, params: finer })).toBe(false)
  await writeImage(root, 'a.jpg', 'another picture', 1_800_000_000)
  await store.scan()
  expect(store.proposals.isComplete(image, poolSettings)).toBe(false)
  expect(store.proposals.load(image)?.proposals).toEqual([first])
})

test('masks of another size than the image go as soon as its size is known', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.proposals.begin(image, poolSettings, delivery([first]))
  expect(store.facts.setSize(image, { width: 8, height: 6 })?.proposals).toBe(1)
  expect(store.facts.setSize(image, { width: 6, height: 8 })?.proposals).toBe(0)
  expect(store.proposals.load(image)).toBeNull()
})

test('a proposal that cannot be read is told and left out', async () => {
  const told: string[] = []
  const { open } = await workplace()
  const { store } = await open({ report: ({ message }) => told.push(message) })
  const image = idOf(store, 'a.jpg')
  store.proposals.begin(image, poolSettings, delivery([first, second]))
  const db = new DatabaseSync(store.files.database)
  db.prepare(`UPDATE proposals SET data = '{"area":' WHERE id = ?`).run(first.id)
  db.close()
  expect(store.proposals.load(image)?.proposals).toEqual([second])
  expect(told).toHaveLength(1)
})
