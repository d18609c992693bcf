import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, test } from 'vitest'
import { applicationId, closeDatabase, openDatabase } from '../database'
import { normalizeSql } from '../../guard/schema'
import { idOf, temporaryFolder, workplace } from '../../testing/fixtures'
import { delivery, poolSettings, proposal } from '../../testing/proposals'
import { box } from '../../testing/records'
import { currentVersion, migrations } from './migrations'

/** A project file as an older version left it: two images, one with an object. */
async function olderProject(version: number) {
  const place = await workplace(['a.jpg', 'b.jpg'])
  const folder = join(place.root, '.maskwright')
  await mkdir(folder)
  const db = new DatabaseSync(join(folder, 'project.db'))
  db.exec(`PRAGMA application_id = ${applicationId}`)
  for (const { sql } of migrations.slice(0, version)) db.exec(sql)
  db.exec(`PRAGMA user_version = ${version}`)
  const object = box('one')
  db.exec(`
    INSERT INTO meta VALUES ('created', '2026-01-01T00:00:00.000Z'), ('clean', '1');
    INSERT INTO labels VALUES (1, 'object', '#e6423c');
    INSERT INTO images (path, size, mtime, objects) VALUES ('a.jpg', 5, 1700000000000, 1), ('b.jpg', 5, 1700000000000, 0)`)
  const insert = 'INSERT INTO annotations (image, id, label, data) VALUES (1, ?, 1, ?)'
  db.prepare(insert).run(object.id, JSON.stringify(object))
  db.close()
  return { place, object }
}

test('a file of version 1 is taken over with all that is in it', async () => {
  const { place, object } = await olderProject(1)
  const { store } = await place.open()
  const image = idOf(store, 'a.jpg')
  expect(store.annotations(image)).toEqual([object])
  expect(store.images().map(({ objects, proposals }) => [objects, proposals])).toEqual([
    [1, 0],
    [0, 0]
  ])
  store.proposals.begin(image, poolSettings, delivery([proposal('0.0.0')], { state: 'complete' }))
  await store.close()
  const { store: again } = await place.open()
  expect(again.image(image)).toMatchObject({ objects: 1, proposals: 1 })
  expect(again.tasks.current()).toBeNull()
})

test('a file of version 1 is read where nothing can be written, and stays as it is', async () => {
  const { place, object } = await olderProject(1)
  const { store } = await place.open({ readOnly: true })
  expect(store.annotations(idOf(store, 'a.jpg'))).toEqual([object])
  expect(store.images().map(({ proposals }) => proposals)).toEqual([0, 0])
  await store.close()
  const db = new DatabaseSync(join(place.root, '.maskwright', 'project.db'), { readOnly: true })
  expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
  db.close()
})

test.each(migrations.map(({ version }) => version))(
  'a file of version %i has the tables that its version makes, is read, migrated and read again',
  async (version) => {
    const { place, object } = await olderProject(version)
    for (const readOnly of [true, false, false]) {
      const { store } = await place.open({ readOnly })
      expect(store.annotations(idOf(store, 'a.jpg'))).toEqual([object])
      await store.close()
    }
    const db = new DatabaseSync(join(place.root, '.maskwright', 'project.db'), { readOnly: true })
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: currentVersion })
    db.close()
  }
)

test('the same tables are the same, however their statements are written', () => {
  const written = `CREATE TABLE "Images" (\n  [id] INTEGER PRIMARY KEY, -- a number\n  path TEXT NOT NULL DEFAULT 'a B')`
  const plain = `create table images(id integer primary key,path text not null default 'a B')`
  expect(normalizeSql(written)).toBe(normalizeSql(plain))
  expect(normalizeSql(plain)).not.toBe(normalizeSql(plain.replace('a B', 'a b')))
  expect(normalizeSql(plain)).not.toBe(normalizeSql(plain.replace(')', ' check (id > 0))')))
})

test('the names of all tables fit the first page, which salvage replaces as a whole', async () => {
  const directory = await temporaryFolder()
  closeDatabase(openDatabase({ directory }))
  const file = await open(join(directory, 'project.db'))
  const page = Buffer.alloc(4096)
  await file.read(page, 0, page.length, 0)
  await file.close()
  // The first page is a leaf of the schema's tree, not a node above others.
  expect(page[100]).toBe(0x0d)
  expect(currentVersion).toBe(4)
})
