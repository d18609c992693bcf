import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { assertRange } from '@shared/bytes/range'
import type { Embedding, EmbeddingTensors } from './embedding'
import xxhash from 'xxhash-wasm'

/*
 * An embedding on disk: a header of 64 bytes, a list of the tensors as JSON, then their numbers, one after the other,
 * as little-endian float32.
 *   0  8 bytes  "MWEMBED2"
 *   8  uint32   image width
 *  12  uint32   image height
 *  16  uint32   bytes of list and numbers
 *  20  uint32   bytes of the list, filled up with spaces to a multiple of 4
 *  24  16 bytes XXH64 over bytes 0–23, the list and the numbers, as hexadecimal text
 * "MWEMBED1" has no list: its numbers are SAM's image_embeddings.
 * Every platform that the application runs on is little-endian, so the numbers are written as they lie in memory.
 */
const MAGIC = 'MWEMBED2'
const FIRST_MAGIC = 'MWEMBED1'
const HEADER_BYTES = 64
const HASHED_BYTES = 24

const listSchema = z.array(z.tuple([z.string(), z.array(z.int().positive())]))
type TensorList = z.infer<typeof listSchema>
const FIRST_LIST: TensorList = [['image_embeddings', [1, 256, 64, 64]]]

/** An entry that is not what was written; the cache drops it. */
export class DamagedEntryError extends Error {
  override readonly name = 'DamagedEntryError'
}

/** Writes an entry and flushes it. */
export async function writeEntry(path: string, { width, height, tensors }: Embedding): Promise<void> {
  const list = Object.entries(tensors).map(([name, { dims }]) => [name, dims])
  const text = JSON.stringify(list)
  const listBytes = Buffer.from(text + ' '.repeat(-Buffer.byteLength(text) & 3))
  const pieces = [listBytes, ...Object.values(tensors).map(({ data }) => bytesOf(data))]
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(MAGIC, 0, 'latin1')
  header.writeUInt32LE(width, 8)
  header.writeUInt32LE(height, 12)
  header.writeUInt32LE(
    pieces.reduce((bytes, { length }) => bytes + length, 0),
    16
  )
  header.writeUInt32LE(listBytes.length, 20)
  header.write(await hashBytes(header.subarray(0, HASHED_BYTES), ...pieces), HASHED_BYTES, 'latin1')
  const handle = await open(path, 'wx')
  try {
    await handle.writev([header, ...pieces])
  } finally {
    await handle.close()
  }
}

/**
 * Reads an entry into shared memory and checks it.
 * @throws DamagedEntryError, or the file system's error.
 */
export async function readEntry(path: string, key: string): Promise<Embedding> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const header = Buffer.alloc(HEADER_BYTES)
    await readFully(handle, header, 0)
    const magic = header.toString('latin1', 0, 8)
    const bytes = header.readUInt32LE(16)
    const listBytes = header.readUInt32LE(20)
    if (magic !== MAGIC && magic !== FIRST_MAGIC) throw new DamagedEntryError('not an embedding')
    if (bytes + HEADER_BYTES !== size || bytes % 4 !== 0 || listBytes % 4 !== 0 || listBytes > bytes) {
      throw new DamagedEntryError(`${size} bytes`)
    }
    assertRange(HEADER_BYTES, bytes, size, () => new DamagedEntryError(`${size} bytes`))
    const payload = new Uint8Array(new SharedArrayBuffer(bytes))
    await readFully(handle, payload, HEADER_BYTES)
    const hash = await hashBytes(header.subarray(0, HASHED_BYTES), payload)
    if (hash !== header.toString('latin1', HASHED_BYTES, HASHED_BYTES + 16))
      throw new DamagedEntryError('wrong checksum')
    const list = magic === MAGIC ? readList(payload.slice(0, listBytes)) : FIRST_LIST
    return {
      key,
      width: header.readUInt32LE(8),
      height: header.readUInt32LE(12),
      tensors: cutUp(list, payload.buffer, listBytes)
    }
  } finally {
    await handle.close()
  }
}

function readList(bytes: Uint8Array): TensorList {
  try {
    return listSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    throw new DamagedEntryError('a wrong list of tensors')
  }
}

/** Views of the tensors, which lie one after the other from `at` to the end. */
function cutUp(list: TensorList, buffer: SharedArrayBuffer, at: number): EmbeddingTensors {
  const tensors: Record<string, EmbeddingTensors[string]> = {}
  let start = at
  for (const [name, dims] of list) {
    const length = dims.reduce((product, size) => product * size, 1)
    if (start + length * 4 > buffer.byteLength) throw new DamagedEntryError('too few numbers')
    tensors[name] = { data: new Float32Array(buffer, start, length), dims }
    start += length * 4
  }
  if (start !== buffer.byteLength) throw new DamagedEntryError('too many numbers')
  return tensors
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

async function readFully(handle: FileHandle, into: Uint8Array, position: number): Promise<void> {
  let at = 0
  while (at < into.length) {
    const { bytesRead } = await handle.read(into, at, into.length - at, position + at)
    if (bytesRead === 0) throw new DamagedEntryError('cut off')
    at += bytesRead
  }
}

const CHUNK = 1 << 20
const api = xxhash()

/** XXH64 over one or more pieces, as 16 hexadecimal digits. About 1 ms for 4 MiB; not for security. */
export async function hashBytes(...pieces: readonly Uint8Array[]): Promise<string> {
  const hash = (await api).create64()
  // Piece by piece, because the WebAssembly memory grows to the largest one and never shrinks.
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += CHUNK) hash.update(piece.subarray(at, at + CHUNK))
  }
  return hash.digest().toString(16).padStart(16, '0')
}
