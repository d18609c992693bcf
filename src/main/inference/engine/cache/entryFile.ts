import { open, type FileHandle } from 'node:fs/promises'
import type { Embedding } from './embedding'
import { hashBytes } from './hash'

/*
 * An embedding on disk: a header of 64 bytes, then the numbers as little-endian float32.
 *   0  8 bytes  "MWEMBED1"
 *   8  uint32   image width
 *  12  uint32   image height
 *  16  uint32   bytes of numbers
 *  24  16 bytes XXH64 over bytes 0–23 and the numbers, as hexadecimal text
 * Every platform that the application runs on is little-endian, so the numbers are written as they lie in memory.
 */
const MAGIC = 'MWEMBED1'
const HEADER_BYTES = 64
const HASHED_BYTES = 24

/** An entry that is not what was written; the cache drops it. */
export class DamagedEntryError extends Error {
  override readonly name = 'DamagedEntryError'
}

/** Writes an entry and flushes it. */
export async function writeEntry(path: string, embedding: Embedding): Promise<void> {
  const payload = new Uint8Array(embedding.data.buffer, embedding.data.byteOffset, embedding.data.byteLength)
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(MAGIC, 0, 'latin1')
  header.writeUInt32LE(embedding.width, 8)
  header.writeUInt32LE(embedding.height, 12)
  header.writeUInt32LE(payload.length, 16)
  header.write(await hashBytes(header.subarray(0, HASHED_BYTES), payload), HASHED_BYTES, 'latin1')
  const handle = await open(path, 'wx')
  try {
    await handle.writev([header, payload])
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
    const bytes = header.readUInt32LE(16)
    if (header.toString('latin1', 0, 8) !== MAGIC) throw new DamagedEntryError('not an embedding')
    if (bytes + HEADER_BYTES !== size || bytes % 4 !== 0) throw new DamagedEntryError(`${size} bytes`)
    const payload = new Uint8Array(new SharedArrayBuffer(bytes))
    await readFully(handle, payload, HEADER_BYTES)
    const hash = await hashBytes(header.subarray(0, HASHED_BYTES), payload)
    if (hash !== header.toString('latin1', HASHED_BYTES, HASHED_BYTES + 16))
      throw new DamagedEntryError('wrong checksum')
    return {
      key,
      width: header.readUInt32LE(8),
      height: header.readUInt32LE(12),
      data: new Float32Array(payload.buffer)
    }
  } finally {
    await handle.close()
  }
}

async function readFully(handle: FileHandle, into: Uint8Array, position: number): Promise<void> {
  let at = 0
  while (at < into.length) {
    const { bytesRead } = await handle.read(into, at, into.length - at, position + at)
    if (bytesRead === 0) throw new DamagedEntryError('cut off')
    at += bytesRead
  }
}
