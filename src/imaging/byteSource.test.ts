import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_VIEW_BYTES, memorySource, withFileSource } from './byteSource'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byte-source-'))
})

afterAll(() => rm(folder, { recursive: true }))

const bytes = Uint8Array.from({ length: 300 }, (_, i) => i & 255)

/** Both kinds of sources over the same bytes. */
async function inBoth(offset: number, length: number): Promise<unknown[]> {
  const path = join(folder, 'bytes')
  await writeFile(path, bytes)
  const read = (): Promise<DataView> => withFileSource(path, (source) => source.view(offset, length))
  const inMemory = async (): Promise<DataView> => memorySource(bytes).view(offset, length)
  return Promise.all([read, inMemory].map((view) => view().then(contents, (error: unknown) => error)))
}

const contents = (view: DataView): number[] => [
  ...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
]

describe('a source of bytes', () => {
  it('gives views of what is there', async () => {
    expect(await inBoth(290, 10)).toEqual([[...bytes.slice(290)], [...bytes.slice(290)]])
    expect(await inBoth(300, 0)).toEqual([[], []])
  })

  it.each([
    [0, 301],
    [299, 2],
    [0, 2 ** 31],
    [0, 2 ** 32 - 1],
    [2 ** 31, 8],
    [2 ** 53, 8],
    [0, Number.POSITIVE_INFINITY],
    [-1, 4],
    [0, -8]
  ])('refuses %d + %d without allocating', async (offset, length) => {
    const refused = { kind: 'image-unreadable', params: { reason: 'truncated' } }
    const [fromFile, fromMemory] = await inBoth(offset, length)
    expect(fromFile).toMatchObject(refused)
    expect(fromMemory).toMatchObject(refused)
  })

  it('reads no header of gigabytes, though the file has them', async () => {
    const path = join(folder, 'sparse')
    await writeFile(path, '')
    await truncate(path, 3_000_000_000)
    await withFileSource(path, async (source) => {
      const refused = { kind: 'image-unreadable', params: { reason: 'damaged' } }
      await expect(source.view(0, MAX_VIEW_BYTES + 1)).rejects.toMatchObject(refused)
      await expect(source.view(2_900_000_000, 16)).resolves.toMatchObject({ byteLength: 16 })
    })
  })
})
