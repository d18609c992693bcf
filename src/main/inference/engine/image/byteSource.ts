import { open, type FileHandle } from 'node:fs/promises'
import { unreadable } from './errors'

/** Random access to an image's bytes, so that a header can be read without reading the file. */
export interface ByteSource {
  /** Length of the whole, in bytes. */
  readonly size: number
  /**
   * A view of exactly `length` bytes from `offset` on.
   * @throws EngineError image-unreadable (truncated) when they lie past the end.
   */
  view(offset: number, length: number): Promise<DataView>
}

const BLOCK = 1 << 16

/** The bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    view: (offset, length) => Promise.resolve(slice(bytes, offset, length, bytes.length))
  }
}

/** Opens a file for `use` and closes it after; reads blocks of 64 KiB and keeps the last one. */
export async function withFileSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    return await use(fileSource(handle, size))
  } finally {
    await handle.close()
  }
}

function fileSource(handle: FileHandle, size: number): ByteSource {
  let block = new Uint8Array(0)
  let start = 0
  return {
    size,
    async view(offset, length) {
      if (offset < start || offset + length > start + block.length) {
        const buffer = new Uint8Array(Math.max(length, BLOCK))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
        block = buffer.subarray(0, bytesRead)
        start = offset
      }
      return slice(block, offset - start, length, size)
    }
  }
}

function slice(bytes: Uint8Array, offset: number, length: number, size: number): DataView {
  if (offset < 0 || length < 0 || offset + length > bytes.length) {
    throw unreadable('truncated', `only ${size} bytes`)
  }
  return new DataView(bytes.buffer, bytes.byteOffset + offset, length)
}

/** Four bytes as text: chunk and box names. */
export function fourCC(view: DataView, offset: number): string {
  return String.fromCharCode(
    view.getUint8(offset),
    view.getUint8(offset + 1),
    view.getUint8(offset + 2),
    view.getUint8(offset + 3)
  )
}
