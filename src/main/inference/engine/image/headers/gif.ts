import type { ByteSource } from '../byteSource'
import type { StoredSize } from '../header'

/** The logical screen, on which the first frame is drawn. */
export async function readGifHeader(source: ByteSource): Promise<StoredSize> {
  const screen = await source.view(6, 4)
  return { width: screen.getUint16(0, true), height: screen.getUint16(2, true), orientation: 1 }
}
