import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { embeddingBytes, shareTensors, unshareTensors, type Embedding } from './embedding'
import { readEntry, writeEntry, hashBytes } from './entryFile'
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entry-'))
})

afterEach(() => rm(folder, { recursive: true }))

const tensor = (...dims: number[]): { data: Float32Array<ArrayBuffer>; dims: number[] } => {
  const length = dims.reduce((a, b) => a * b, 1)
  return { data: Float32Array.from({ length }, (_, i) => Math.sin(i + length)), dims }
}

it('keeps tensors by their names', async () => {
  const given = { image_embed: tensor(1, 4, 3, 3), high_res_feats_0: tensor(1, 2, 6, 6), имя: tensor(5) }
  const embedding: Embedding = { key: 'k', width: 640, height: 480, tensors: shareTensors(given) }
  expect(embeddingBytes(embedding.tensors)).toBe(4 * (36 + 72 + 5))
  const path = join(folder, 'k.emb')
  await writeEntry(path, embedding)
  const found = await readEntry(path, 'k')
  expect(found).toEqual(embedding)
  expect(unshareTensors(found.tensors)).toEqual(given)
  expect(unshareTensors(found.tensors)['имя']?.data.buffer).toBeInstanceOf(ArrayBuffer)
})

it('writes the same bytes under every runtime, so that a folder can move between them', async () => {
  const data = Float32Array.of(1, -0.5, 2 ** -24, 65504)
  const path = join(folder, 'k.emb')
  await writeEntry(path, {
    key: 'k',
    width: 640,
    height: 480,
    tensors: shareTensors({ a: { data, dims: [4] } })
  })
  const bytes = await readFile(path)
  expect(bytes.subarray(64).toString('latin1')).toBe(
    '[["a",[4]]] \0\0\x80\x3f\0\0\0\xbf\0\0\x80\x33\0\xe0\x7f\x47'
  )
  expect(bytes.subarray(0, 40).toString('latin1')).toBe(
    'MWEMBED2\x80\x02\0\0\xe0\x01\0\0\x1c\0\0\0\x0c\0\0\0e530f5c249538c57'
  )
})

it('reads the entries of the first version', async () => {
  const { data } = tensor(1, 256, 64, 64)
  const numbers = Buffer.from(data.buffer)
  const header = Buffer.alloc(64)
  header.write('MWEMBED1', 0, 'latin1')
  header.writeUInt32LE(640, 8)
  header.writeUInt32LE(480, 12)
  header.writeUInt32LE(numbers.length, 16)
  header.write(await hashBytes(header.subarray(0, 24), numbers), 24, 'latin1')
  const path = join(folder, 'k.emb')
  await writeFile(path, Buffer.concat([header, numbers]))
  const { tensors, ...rest } = await readEntry(path, 'k')
  expect(rest).toEqual({ key: 'k', width: 640, height: 480 })
  expect(tensors['image_embeddings']?.dims).toEqual([1, 256, 64, 64])
  expect(Buffer.from(tensors['image_embeddings']?.data ?? []).equals(Buffer.from(data))).toBe(true)
})
