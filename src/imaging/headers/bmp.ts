import type { ByteSource } from '../byteSource'
import type { StoredSize } from './storedSize'

/** OS/2's old header has 16-bit sizes; all later ones 32-bit sizes, negative height meaning top-down rows. */
export async function readBmpHeader(source: ByteSource): Promise<StoredSize> {
  const info = await source.view(14, 12)
  if (info.getUint32(0, true) === 12) {
    return { width: info.getUint16(4, true), height: info.getUint16(6, true), orientation: 1, pixelBytes: 3 }
  }
  const width = Math.abs(info.getInt32(4, true))
  return { width, height: Math.abs(info.getInt32(8, true)), orientation: 1, pixelBytes: 4 }
}
