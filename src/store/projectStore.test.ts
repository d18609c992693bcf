import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, test } from 'vitest'
import { problem } from '@shared/schema/problem'
import { idOf, problemOf, temporaryFolder, workplace, writeImage } from './testing/fixtures'
import { adding, box, byId } from './testing/records'

test('a new project lists its images, has one class, and keeps an edit over a restart', async () => {
  const { root, open } = await workplace(['b10.jpg', 'b2.jpg', 'sub/a.PNG', 'notes.txt', '.hidden.jpg'])
  const { store, notices } = await open({ firstLabel: 'Objekt' })
  expect(notices).toEqual([])
  expect(store.storage).toBe('beside-images')
  expect(store.images().map((image) => image.path)).toEqual(['b2.jpg', 'b10.jpg', 'sub/a.PNG'])
  expect(store.labels()).toEqual([{ id: 1, name: 'Objekt', color: '#e6423c' }])
  const image = idOf(store, 'b10.jpg')
  const first = box('first')
  expect(store.commit(image, 'add-rect', adding(first))).toEqual({
    undo: 'add-rect',
    redo: null
  })
  store.currentImage = image
  store.setView(image, { zoom: 2, centerX: 10, centerY: 20 })
  expect(store.image(image)?.objects).toBe(1)
  await store.close()

  expect(existsSync(join(root, '.maskwright', 'README.txt'))).toBe(true)
  const { store: again } = await open()
  expect(again.annotations(image)).toEqual([first])
  expect(again.image(image)?.objects).toBe(1)
  expect(again.currentImage).toBe(image)
  expect(again.view(image)).toEqual({ zoom: 2, centerX: 10, centerY: 20 })
  expect(await again.undo(image)).toEqual({
    diff: { added: {}, updated: {}, removed: byId(first) },
    history: { undo: null, redo: 'add-rect' }
  })
  expect(again.annotations(image)).toEqual([])
  expect((await again.redo(image))?.history).toEqual({ undo: 'add-rect', redo: null })
  expect(await again.redo(image)).toBeNull()
})

test('opening an image opens its folder with that image current', async () => {
  const { root, open } = await workplace()
  const { store } = await open({ folder: join(root, 'b.jpg'), scan: false })
  expect(store.currentImage).toBe(idOf(store, 'b.jpg'))
  await store.scan()
  expect(store.images().map((image) => image.path)).toEqual(['a.jpg', 'b.jpg'])
})

test('what cannot be opened is named', async () => {
  const { root, open } = await workplace()
  expect(await problemOf(() => open({ folder: join(root, 'nowhere') }))).toMatchObject({
    kind: 'folder-missing',
    params: { folder: join(root, 'nowhere') }
  })
  await writeFile(join(root, 'notes.txt'), '')
  expect((await problemOf(() => open({ folder: join(root, 'notes.txt') }))).kind).toBe('folder-unreadable')
  expect((await problemOf(() => open({ readOnly: true }))).kind).toBe('not-open')
})

test('an empty folder opens, and says what was looked for', async () => {
  const { root, open } = await workplace([])
  const { store, notices } = await open()
  expect(store.images()).toEqual([])
  expect(notices).toMatchObject([{ kind: 'folder-empty', params: { folder: root } }])
  expect(notices[0]?.message).toContain('jpeg')
})

test('a moved folder is the same project', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('kept')))
  await store.close()
  const elsewhere = join(await temporaryFolder(), 'moved')
  await rename(root, elsewhere)
  const { store: moved } = await open({ folder: elsewhere })
  expect(moved.images().map(({ path, objects, problem }) => ({ path, objects, problem }))).toEqual([
    { path: 'a.jpg', objects: 1, problem: null },
    { path: 'b.jpg', objects: 0, problem: null }
  ])
  expect(await moved.resolveImage(image)).toBe(join(elsewhere, 'a.jpg'))
})

test('images come with their objects, one by one, for an export', async () => {
  const { root, open } = await workplace(['1.jpg', '2.jpg'])
  const { store } = await open()
  const first = idOf(store, '1.jpg')
  store.commit(first, 'add-rect', adding(box('upper', { order: 2 }), box('lower', { order: 1 })))
  store.facts.setSize(first, { width: 64, height: 48 })
  const seen: [string, number | null, readonly string[]][] = []
  for await (const { image, annotations } of store.labelledImages()) {
    seen.push([image.path, image.width, annotations.map((annotation) => annotation.id)])
  }
  expect(seen).toEqual([
    ['1.jpg', 64, ['lower---', 'upper---']],
    ['2.jpg', null, []]
  ])
  await writeImage(root, '3.jpg')
  expect(await store.scan()).toMatchObject({ found: 3, added: 1, changed: 0 })
})

test('a closed project answers with not-open', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  await store.close()
  await store.close()
  expect((await problemOf(() => store.annotations(image))).kind).toBe('not-open')
})

test('where nothing can be written, images can still be looked at', async () => {
  const { root, open } = await workplace()
  const told: string[] = []
  const { store } = await open({
    tune: (db) => db.exec('PRAGMA busy_timeout = 0'),
    report: ({ kind }) => told.push(kind)
  })
  const image = idOf(store, 'a.jpg')
  const other = new DatabaseSync(join(root, '.maskwright', 'project.db'))
  other.exec('BEGIN IMMEDIATE')
  const unreadable = problem('image-unreadable', 'x', { file: 'a.jpg', reason: 'x' })
  expect(store.facts.setSize(image, { width: 30, height: 20 })).toMatchObject({ width: 30, height: 20 })
  expect(store.facts.setProblem(image, unreadable)?.problem).toEqual(unreadable)
  store.currentImage = image
  store.setView(image, { zoom: 2, centerX: 10, centerY: 20 })
  expect(told).toEqual(['save-failed', 'save-failed', 'save-failed', 'save-failed'])
  expect((await problemOf(() => store.commit(image, 'add-rect', adding(box('first'))))).kind).toBe(
    'save-failed'
  )

  other.exec('ROLLBACK')
  other.close()
  store.currentImage = image
  expect(store.image(image)).toMatchObject({ width: 30, height: 20, problem: unreadable })
  expect(store.currentImage).toBe(image)
})
