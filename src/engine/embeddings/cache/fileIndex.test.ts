import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FileIndex } from './fileIndex'
import { hashBytes } from './entryFile'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'index-'))
})

afterAll(() => rm(folder, { recursive: true }))

it('remembers a file for its size and time only', async () => {
  const file = { path: '/photos/a.jpg', size: 10, mtimeMs: 1234.5 }
  const index = await FileIndex.open(folder)
  expect(index.get(file)).toBeUndefined()
  index.set(file, 'feed')
  await index.save()
  const again = await FileIndex.open(folder)
  expect(again.get(file)).toBe('feed')
  expect(again.get({ ...file, size: 11 })).toBeUndefined()
  expect(again.get({ ...file, mtimeMs: 1235 })).toBeUndefined()
})

it('forgets all files, and writes none of them afterwards', async () => {
  const file = { path: '/photos/b.jpg', size: 10, mtimeMs: 1234.5 }
  const index = await FileIndex.open(folder)
  index.set(file, 'beef')
  await rm(join(folder, 'files.json'), { force: true })
  index.clear()
  await index.save()
  expect(index.get(file)).toBeUndefined()
  expect((await FileIndex.open(folder)).get(file)).toBeUndefined()
})

it('begins anew when its file is damaged', async () => {
  await writeFile(join(folder, 'files.json'), '{"version":1,"files":[["half')
  const index = await FileIndex.open(folder)
  expect(index.get({ path: '/photos/a.jpg', size: 10, mtimeMs: 1234.5 })).toBeUndefined()
})

it('hashes as XXH64 does, however the bytes are split', async () => {
  expect(await hashBytes(new Uint8Array(0))).toBe('ef46db3751d8e999')
  expect(await hashBytes(Buffer.from('a'), Buffer.from('bc'))).toBe('44bc2cf5ad770999')
  const large = new Uint8Array(3_000_000).map((_, i) => i)
  expect(await hashBytes(large)).toBe(await hashBytes(large.subarray(0, 5), large.subarray(5)))
})
