import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ProtobufFile, type ProtobufField } from './protobufFile'

/** Reads the fields of these bytes, and the content of the first. */
async function read(bytes: readonly number[]): Promise<{ fields: ProtobufField[]; first: Uint8Array }> {
  const folder = await mkdtemp(join(tmpdir(), 'protobuf-'))
  const path = join(folder, 'message')
  await writeFile(path, Uint8Array.from(bytes))
  const handle = await open(path, 'r')
  try {
    const file = new ProtobufFile(handle, bytes.length)
    const fields: ProtobufField[] = []
    for await (const field of file.fields(0, bytes.length)) fields.push(field)
    return { fields, first: await file.bytes(fields[0]?.start ?? 0, fields[0]?.end ?? 0) }
  } finally {
    await handle.close()
    await rm(folder, { recursive: true })
  }
}

it('reads fields up to the last byte of the file', async () => {
  const { fields, first } = await read([0x0a, 2, 7, 8, 0x10, 5])
  expect(fields).toMatchObject([
    { number: 1, wire: 'bytes' },
    { number: 2, value: 5 }
  ])
  expect([...first]).toEqual([7, 8])
})

it.each([
  ['more than the file has', [0x0a, 9, 1]],
  ['2^31 bytes', [0x0a, 0x80, 0x80, 0x80, 0x80, 8, 1]],
  ['2^63 bytes', [0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]],
  ['a number without an end', [0x0a, 0x80]]
])('refuses a field of %s', async (_what, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({ name: 'ProtobufError', reason: 'truncated' })
})

it('refuses to read past the end of the file, whoever asks', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'protobuf-'))
  const path = join(folder, 'message')
  await writeFile(path, 'abc')
  const handle = await open(path, 'r')
  const file = new ProtobufFile(handle, 3)
  await expect(file.bytes(0, 2 ** 31)).rejects.toMatchObject({ reason: 'truncated' })
  await handle.close()
  await rm(folder, { recursive: true })
})
