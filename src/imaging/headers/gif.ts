import type { ByteSource } from '../byteSource'
import type { StoredSize } from './storedSize'
import { leastGifBytes } from '../plausible'

/** The logical screen, on which the first frame is drawn. */
export async function readGifHeader(source: ByteSource): Promise<StoredSize> {
  const screen = await source.view(6, 4)
  const size = { width: screen.getUint16(0, true), height: screen.getUint16(2, true) }
  return { ...size, orientation: 1, pixelBytes: 2, leastBytes: leastGifBytes(size) }
}
