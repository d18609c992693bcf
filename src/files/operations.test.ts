import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeFile, removeFolder, rename, renameSync, renameToFree } from './operations'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

/** A file that Windows neither renames nor removes while it is open here: SQLite shares its files with readers only. */
function held(name: string): { file: string; release: () => void } {
  const file = join(folder, name)
  const db = new DatabaseSync(file)
  db.exec('CREATE TABLE t (a)')
  return { file, release: () => db.close() }
}

test('a held file is renamed once it is released', async () => {
  const { file, release } = held('a.db')
  const target = join(folder, 'b.db')
  const renamed = rename(file, target)
  release()
  await renamed
  expect([existsSync(file), existsSync(target)]).toEqual([false, true])
})

test('a held file takes a new one in its place once it is released', async () => {
  const { file, release } = held('a.db')
  const draft = join(folder, 'draft')
  await writeFile(draft, 'new')
  const renamed = rename(draft, file)
  release()
  await renamed
  expect(readFileSync(file, 'utf8')).toBe('new')
})

test('a held file, and a folder with one, are removed once it is released', async () => {
  const one = held('a.db')
  const removed = removeFile(one.file)
  one.release()
  await removed
  expect(existsSync(one.file)).toBe(false)
  await mkdir(join(folder, 'sub'))
  const other = held('sub/b.db')
  const gone = removeFolder(join(folder, 'sub'))
  other.release()
  await gone
  expect(existsSync(join(folder, 'sub'))).toBe(false)
})

test('a folder does not take the place of another, and does not wait for it', async () => {
  const taken = join(folder, 'taken')
  await mkdir(taken)
  await writeFile(join(taken, 'file'), '')
  const draft = join(folder, 'draft')
  await mkdir(draft)
  await expect(renameToFree(draft, taken)).rejects.toMatchObject({ code: 'EEXIST' })
  await renameToFree(draft, join(folder, 'free'))
  expect([existsSync(draft), existsSync(join(folder, 'free'))]).toEqual([false, true])
})

test('what is not there is no error to remove, but one to rename', async () => {
  await removeFile(join(folder, 'none'))
  await removeFolder(join(folder, 'none'))
  await expect(rename(join(folder, 'none'), join(folder, 'other'))).rejects.toThrow('ENOENT')
  expect(() => {
    renameSync(join(folder, 'none'), join(folder, 'other'))
  }).toThrow('ENOENT')
})
