import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { idOf, workplace } from './testing/fixtures'
import { adding, box } from './testing/records'

test('a folder that cannot be written has its project in the user’s data, and it stays there', async () => {
  const { root, userDataDir, open } = await workplace()
  // A file of that name keeps even an administrator from making the folder.
  const obstacle = join(root, '.maskwright')
  await writeFile(obstacle, '')
  const { store, notices } = await open()
  expect(store.storage).toBe('user-data')
  expect(notices).toMatchObject([{ kind: 'folder-not-writable', params: { folder: root } }])
  expect(store.files.directory.startsWith(join(userDataDir, 'projects'))).toBe(true)
  expect(await readFile(store.files.readme, 'utf8')).toContain(root)
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('kept')))
  await store.close()

  await rm(obstacle)
  const { store: again, notices: now } = await open()
  expect(again.storage).toBe('user-data')
  expect(now).toEqual([])
  expect(again.annotations(image)).toEqual([box('kept')])
  expect(existsSync(obstacle)).toBe(false)
  const { store: reader } = await open({ readOnly: true })
  expect(reader.annotations(image)).toEqual([box('kept')])
})

test('two folders in the user’s data do not meet', async () => {
  const one = await workplace()
  const two = await workplace()
  for (const { root } of [one, two]) await writeFile(join(root, '.maskwright'), '')
  const { store } = await one.open()
  const { store: other } = await two.open({ userDataDir: one.userDataDir })
  expect(other.files.directory).not.toBe(store.files.directory)
})

test('a project on a read-only medium is continued in the user’s data', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('first')))
  await store.close()
  const { store: again, notices } = await open({ probe: () => Promise.resolve('EROFS') })
  expect(again.storage).toBe('user-data')
  expect(notices.map(({ kind }) => kind)).toEqual(['folder-not-writable'])
  again.commit(image, 'add-rect', adding(box('second')))
  await again.close()
  const { store: third } = await open({ probe: () => Promise.resolve('EROFS') })
  expect(third.annotations(image)).toHaveLength(2)
  expect(existsSync(join(root, '.maskwright', 'project.db'))).toBe(true)
})
