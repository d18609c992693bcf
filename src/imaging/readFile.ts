import { open } from 'node:fs/promises'
import { assertRange } from '@shared/bytes/range'
import { namingFile, unreadable } from './errors'
import { readImageHeader } from './header'
import { ORDINARY_BYTES } from './plausible'

/**
 * A whole file in a buffer of its own (not a slice of Node's pool), so that it can be transferred to a thread.
 * @throws EngineError image-missing, image-unreadable.
 */
export async function readImageFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      // A large file has to be one that its picture needs, which its header tells.
      if (size > ORDINARY_BYTES) await readImageHeader(path)
      assertRange(0, size, size, () => unreadable('unsupported', `${size} bytes`))
      const bytes = new Uint8Array(size)
      let at = 0
      while (at < size) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at)
        if (bytesRead === 0) throw unreadable('truncated', 'the file became shorter while it was read')
        at += bytesRead
      }
      return bytes
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw namingFile(error, path)
  }
}
