import { open, type FileHandle } from 'node:fs/promises'
import { assertRange } from '@shared/bytes/range'
import { unreadable } from './errors'

/** Random access to an image's bytes, so that a header can be read without reading the file. */
export interface ByteSource {
  /** Length of the whole, in bytes. */
  readonly size: number
  /**
   * A view of exactly `length` bytes from `offset` on. Nothing is allocated before the two are checked against the
   * file's size, so both may come from the file; a file source gives at most `MAX_VIEW_BYTES` at a time.
   * @throws EngineError image-unreadable (truncated) when they reach past the end, (damaged) when they are too many.
   */
  view(offset: number, length: number): Promise<DataView>
}

const BLOCK = 1 << 16

/** Headers are read in pieces no larger than this: the longest real ones, of AVIF grids, have some hundred kilobytes. */
export const MAX_VIEW_BYTES = 1 << 24

/** The bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    view(offset, length) {
      assertRange(offset, length, bytes.length, () => truncated(bytes.length))
      return Promise.resolve(new DataView(bytes.buffer, bytes.byteOffset + offset, length))
    }
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
      assertRange(offset, length, size, () => truncated(size))
      if (length > MAX_VIEW_BYTES) throw unreadable('damaged', `a header of ${length} bytes`)
      if (offset < start || offset + length > start + block.length) {
        const buffer = new Uint8Array(Math.max(length, Math.min(BLOCK, size - offset)))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
        block = buffer.subarray(0, bytesRead)
        start = offset
      }
      // The file may have become shorter since it was opened.
      assertRange(offset - start, length, block.length, () => truncated(size))
      return new DataView(block.buffer, block.byteOffset + offset - start, length)
    }
  }
}

function truncated(size: number): Error {
  return unreadable('truncated', `only ${size} bytes`)
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
