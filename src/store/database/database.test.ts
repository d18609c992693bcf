import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from './database'
import { migrations } from './migrations/migrations'
import { idOf, problemOf, temporaryFolder, workplace } from '../testing/fixtures'
import { adding, box } from '../testing/records'

test('edits are written with the log and full synchronisation, and a closed project is one file', async () => {
  const directory = await temporaryFolder()
  const db = openDatabase({ directory })
  expect(db.pragma('journal_mode')).toBe('wal')
  expect(db.pragma('synchronous')).toBe(2)
  expect(db.pragma('foreign_keys')).toBe(1)
  closeDatabase(db)
  expect(readdirSync(directory)).toEqual(['project.db'])
})

test('migrations are numbered without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1))
})

test('the rollback journal does as well', async () => {
  const { open } = await workplace()
  const { store } = await open({ journalMode: 'delete' })
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  expect(existsSync(`${store.files.database}-wal`)).toBe(false)
  await store.close()
  const { store: again } = await open({ journalMode: 'delete' })
  expect(again.annotations(image)).toEqual([box('one')])
})

test('a backup is made at closing when something changed, and at opening when it is a day old', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const { backup, database } = store.files
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  await store.close()
  const made = statSync(backup).mtimeMs
  await (await open()).store.close()
  expect(statSync(backup).mtimeMs).toBe(made)
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
  await utimes(backup, twoDaysAgo, twoDaysAgo)
  await (await open()).store.close()
  expect(statSync(backup).mtimeMs).toBeGreaterThan(made)
  expect(statSync(database).size).toBeGreaterThan(0)
  expect(readdirSync(store.files.directory).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a backup that cannot be made is told, and the project closes all the same', async () => {
  const { open } = await workplace()
  const told: string[] = []
  const { store } = await open({ report: ({ kind }) => told.push(kind) })
  store.commit(idOf(store, 'a.jpg'), 'add-rect', adding(box('one')))
  await mkdir(join(store.files.backup, 'in the way'), { recursive: true })
  await store.close()
  expect(told).toEqual(['save-failed'])
  await rm(store.files.backup, { recursive: true })
  const { store: again } = await open()
  expect(again.annotations(idOf(again, 'a.jpg'))).toHaveLength(1)
})

test('reading only sees what the writer does, writes nothing, and refuses edits', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const { store: reader } = await open({ readOnly: true })
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  expect(reader.annotations(image)).toEqual([box('one')])
  expect((await problemOf(() => reader.commit(image, 'add-rect', adding(box('two'))))).kind).toBe(
    'save-failed'
  )
  await reader.close()
  await store.close()
  const before = readdirSync(store.files.directory).map((name) => [
    name,
    statSync(join(store.files.directory, name)).mtimeMs
  ])
  const { store: alone } = await open({ readOnly: true })
  expect(alone.annotations(image)).toEqual([box('one')])
  await alone.close()
  const after = readdirSync(store.files.directory).map((name) => [
    name,
    statSync(join(store.files.directory, name)).mtimeMs
  ])
  expect(after).toEqual(before)
})

test('a search that the closing interrupts is cancelled, and marks nothing as missing', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const search = problemOf(() => store.scan())
  await store.close()
  expect((await search).kind).toBe('cancelled')
  const { store: again } = await open({ scan: false })
  expect(again.images().map(({ problem }) => problem)).toEqual([null, null])
})
