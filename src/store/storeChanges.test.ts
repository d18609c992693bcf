import { rm } from 'node:fs/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { labelSchema } from '@shared/schema/label'
import { problem } from '@shared/schema/problem'
import type { ProjectStore } from './projectStore'
import type { StoreChange } from './storeChanges'
import { idOf, problemOf, workplace } from './testing/fixtures'
import { boxes, importOf, label } from './testing/imports'
import { delivery, poolSettings, proposal } from './testing/proposals'
import { adding, box, removing } from './testing/records'

function recorded(store: ProjectStore): StoreChange[] {
  const changes: StoreChange[] = []
  onTestFinished(store.changes.subscribe((change) => void changes.push(change)))
  return changes
}

test('an edit names its image, and says where it comes from', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const changes = recorded(store)
  const content = { objects: [image], history: [image], rows: [image] }
  store.commit(image, 'add-rect', adding(box('one')))
  store.commit(image, 'auto-annotate', adding(box('two')), 'job')
  await store.undo(image)
  expect(changes).toEqual([
    { origin: 'editor', ...content },
    { origin: 'job', ...content },
    { origin: 'editor', ...content }
  ])
})

test('a change of the classes names no image', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const changes = recorded(store)
  const cat = labelSchema.parse({ id: 2, name: 'cat', color: '#123456' })
  store.commitLabels('label-add', { added: { 2: cat }, updated: {}, removed: {} })
  expect(changes).toEqual([{ origin: 'editor', classes: true }])
})

test('what is emitted is on the disk', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const seen: unknown[] = []
  store.changes.subscribe(() => {
    const other = new DatabaseSync(store.files.database, { readOnly: true })
    seen.push(other.prepare('SELECT 1 FROM annotations').all().length)
    other.close()
  })
  store.commit(image, 'add-rect', adding(box('one')))
  await store.undo(image)
  await store.redo(image)
  expect(seen).toEqual([1, 0, 1])
})

test('a change that is refused, or cannot be written, emits nothing', async () => {
  const { open } = await workplace()
  let fill = (): void => undefined
  const { store } = await open({
    tune: (db) => {
      fill = () => db.exec(`PRAGMA max_page_count = ${Number(db.pragma('page_count'))}`)
    }
  })
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  const changes = recorded(store)
  expect(await problemOf(() => store.commit(image, 'add-rect', adding(box('one'))))).toMatchObject({
    kind: 'bad-input'
  })
  expect(await problemOf(() => store.commit(image, 'delete', removing(box('other'))))).toBeDefined()
  fill()
  const large = adding(...boxes('large', 2000))
  expect(await problemOf(() => store.commit(image, 'paste', large))).toMatchObject({ kind: 'disk-full' })
  const many = Array.from({ length: 2000 }, (_, i) => proposal(`${i}`))
  const begin = () => store.proposals.begin(image, poolSettings, delivery(many))
  expect(await problemOf(begin)).toMatchObject({ kind: 'disk-full' })
  const imported = importOf([[image, boxes('imported', 2000)]])
  expect(await problemOf(() => store.importAnnotations(imported))).toMatchObject({ kind: 'disk-full' })
  expect(changes).toEqual([])
})

test('a listener that throws is reported, and neither the edit nor the other listeners fail', async () => {
  const { open } = await workplace()
  const reported: string[] = []
  const { store } = await open({ report: ({ message }) => reported.push(message) })
  const image = idOf(store, 'a.jpg')
  store.changes.subscribe(() => {
    throw new Error('no window')
  })
  const changes = recorded(store)
  store.commit(image, 'add-rect', adding(box('one')))
  expect(store.annotations(image)).toHaveLength(1)
  expect(changes).toHaveLength(1)
  expect(reported).toEqual(['no window'])
})

test('an import is one change, and one more when it is no longer pending', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const [a, b] = [idOf(store, 'a.jpg'), idOf(store, 'b.jpg')]
  store.proposals.begin(b, poolSettings, delivery([proposal('0')], { state: 'complete' }))
  const changes = recorded(store)
  const images = [a, b]
  const shape = { kind: 'rect', x: 0, y: 0, width: 8, height: 2 } as const
  const objects = (prefix: string) => boxes(prefix, 2000, 2).map((each) => ({ ...each, shape }))
  const all = [
    [a, objects('a')],
    [b, objects('b')]
  ] as const
  const request = importOf(all, { labels: [label(2)] })
  const { import: seq } = await store.importAnnotations(request)
  const step = { origin: 'import', objects: images, history: images, rows: images }
  const decided = { ...step, classes: true, imports: true, pendingImports: true }
  expect(changes).toEqual([decided])
  await store.settled()
  const settled = { origin: 'import', rows: [b], pendingImports: false }
  expect(changes).toEqual([decided, settled])

  changes.length = 0
  await store.undoImport(seq)
  await store.settled()
  expect(changes).toEqual([decided, { ...settled, classes: true }])
})

test('pools of proposals emit what came, and what the user did with them', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const changes = recorded(store)
  const first = delivery([proposal('0')])
  const pool = store.proposals.begin(image, poolSettings, first)
  const last = delivery([proposal('1', 3)], { state: 'complete' })
  store.proposals.deliver(image, pool, last)
  store.proposals.setDismissed(image, ['0'], true)
  store.proposals.refresh(image)
  expect(changes).toEqual([
    { origin: 'job', rows: [image], proposals: { image, ...first } },
    { origin: 'job', rows: [image], proposals: { image, ...last } },
    { origin: 'editor', rows: [image] }
  ])
})

test('what is found out about a file is emitted once, and only if it is new', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.facts.setProblem(image, problem('image-unreadable', 'Broken', { file: 'a.jpg', reason: 'broken' }))
  const changes = recorded(store)
  const readable = () => store.facts.setReadable(image, { width: 8, height: 6 })
  readable()
  readable()
  expect(changes).toEqual([{ origin: 'files', rows: [image] }])
  expect(store.image(image)).toMatchObject({ width: 8, height: 6, problem: null })
  await rm(`${root}/a.jpg`)
  await store.scan()
  expect(changes.slice(1)).toEqual([{ origin: 'files', rows: [image] }])
})
