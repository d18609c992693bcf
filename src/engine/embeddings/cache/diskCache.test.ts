import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineWarning } from '../../process/protocol'
import { DiskCache } from './diskCache'
import type { Embedding } from './embedding'

const NUMBERS = 1000
const LIST = '[["image_embeddings",[1,1000]]]'
const ENTRY_BYTES = 64 + Math.ceil(LIST.length / 4) * 4 + NUMBERS * 4

let folder: string
let warnings: EngineWarning[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-'))
  warnings = []
})

afterEach(() => rm(folder, { recursive: true, force: true }))

function embedding(key: string): Embedding {
  const data = new Float32Array(new SharedArrayBuffer(NUMBERS * 4))
  for (let i = 0; i < NUMBERS; i++) data[i] = Math.sin(i)
  return { key, width: 640, height: 480, tensors: { image_embeddings: { data, dims: [1, NUMBERS] } } }
}

function open(limitBytes = 1e6): Promise<DiskCache> {
  return DiskCache.open({ folder, limitBytes, onWarning: (warning) => warnings.push(warning) })
}

describe('DiskCache', () => {
  it('gives back what it was given, also after a restart', async () => {
    const cache = await open()
    await cache.write(embedding('a'))
    expect(await cache.read('a')).toEqual(embedding('a'))
    const again = await open()
    expect(again.has('a')).toBe(true)
    const found = await again.read('a')
    expect(found).toEqual(embedding('a'))
    expect(found?.tensors['image_embeddings']?.data.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(again.stats).toEqual({ entries: 1, bytes: ENTRY_BYTES, limitBytes: 1e6 })
    expect(await again.read('b')).toBeUndefined()
  })

  it('takes stock again after files were deleted, and tells of them', async () => {
    const cache = await open()
    const gone: string[] = []
    cache.onEvict = (key) => gone.push(key)
    await cache.write(embedding('a'))
    await cache.write(embedding('b'))
    await rm(join(folder, 'a.emb'))
    await cache.rescan()
    expect(gone).toEqual(['a'])
    expect(cache.stats).toEqual({ entries: 1, bytes: ENTRY_BYTES, limitBytes: 1e6 })
    await cache.write(embedding('a'))
    expect(await cache.read('a')).toEqual(embedding('a'))
  })

  it.each([
    ['a flipped bit', (bytes: Buffer) => bytes.writeUInt8((bytes[500] ?? 0) ^ 1, 500)],
    ['another size of the image', (bytes: Buffer) => bytes.writeUInt32LE(641, 8)],
    ['another kind of file', (bytes: Buffer) => bytes.write('PK')]
  ])('drops an entry with %s', async (_name, change) => {
    await (await open()).write(embedding('a'))
    const path = join(folder, 'a.emb')
    const bytes = await readFile(path)
    change(bytes)
    await writeFile(path, bytes)
    const cache = await open()
    const evicted: string[] = []
    cache.onEvict = (key) => evicted.push(key)
    expect(await cache.read('a')).toBeUndefined()
    expect(evicted).toEqual(['a'])
    expect(warnings.map(({ code }) => code)).toEqual(['cache-entry-damaged'])
    expect(await readdir(folder)).toEqual([])
    await cache.write(embedding('a'))
    expect(await cache.read('a')).toEqual(embedding('a'))
  })

  it('drops an entry that was cut off, and one that vanished', async () => {
    const cache = await open()
    await cache.write(embedding('a'))
    await cache.write(embedding('b'))
    await truncate(join(folder, 'a.emb'), 300)
    await rm(join(folder, 'b.emb'))
    expect(await cache.read('a')).toBeUndefined()
    expect(await cache.read('b')).toBeUndefined()
    expect(cache.stats).toMatchObject({ entries: 0, bytes: 0 })
    expect(warnings).toHaveLength(1)
  })

  it('lets the least recently used go', async () => {
    const cache = await open(2.5 * ENTRY_BYTES)
    const evicted: string[] = []
    cache.onEvict = (key) => evicted.push(key)
    for (const key of ['a', 'b']) await cache.write(embedding(key))
    await cache.read('a')
    await cache.write(embedding('c'))
    expect(evicted).toEqual(['b'])
    expect((await readdir(folder)).sort()).toEqual(['a.emb', 'c.emb'])
  })

  it('remembers the order of use over a restart, and a smaller limit', async () => {
    const cache = await open()
    for (const key of ['a', 'b', 'c']) await cache.write(embedding(key))
    const long = new Date(Date.now() - 60_000)
    for (const key of ['b', 'c']) await utimes(join(folder, `${key}.emb`), long, long)
    const smaller = await open(1.5 * ENTRY_BYTES)
    expect(smaller.has('a')).toBe(true)
    expect(smaller.stats.entries).toBe(1)
  })

  it('clears away what an interrupted write left, but not what is being written', async () => {
    await writeFile(join(folder, 'old.123.tmp'), 'half')
    await writeFile(join(folder, 'new.456.tmp'), 'half')
    const long = new Date(Date.now() - 2 * 3_600_000)
    await utimes(join(folder, 'old.123.tmp'), long, long)
    const cache = await open()
    expect(await readdir(folder)).toEqual(['new.456.tmp'])
    await cache.write(embedding('a'))
    expect((await readdir(folder)).sort()).toEqual(['a.emb', 'new.456.tmp'])
  })

  it('warns instead of failing when it cannot write', async () => {
    const cache = await open()
    await rm(folder, { recursive: true })
    await writeFile(folder, 'a file where the folder was')
    await cache.write(embedding('a'))
    await cache.write(embedding('b'))
    expect(cache.has('a')).toBe(false)
    expect(warnings.map(({ code }) => code)).toEqual(['cache-write-failed'])
    const never = await open()
    await never.write(embedding('a'))
    expect(await never.read('a')).toBeUndefined()
    expect(warnings.map(({ code }) => code)).toEqual(['cache-write-failed', 'cache-write-failed'])
  })

  it('does nothing with a limit of 0', async () => {
    const cache = await open(0)
    await cache.write(embedding('a'))
    expect(await readdir(folder)).toEqual([])
  })
})
