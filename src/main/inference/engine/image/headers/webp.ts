import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from '../header'
import type { Orientation } from '../orientation'
import { exifOrientation } from './exif'

const FIRST_CHUNK = 12
const EXIF_FLAG = 0x08

/** WebP container (RIFF): a simple lossy (VP8) or lossless (VP8L) picture, or the extended form (VP8X). */
export async function readWebpHeader(source: ByteSource): Promise<StoredSize> {
  const chunk = await source.view(FIRST_CHUNK, 18)
  switch (fourCC(chunk, 0)) {
    case 'VP8 ':
      // Frame tag (3 bytes) and start code (3 bytes), then 14-bit sizes.
      return {
        width: chunk.getUint16(14, true) & 0x3fff,
        height: chunk.getUint16(16, true) & 0x3fff,
        orientation: 1
      }
    case 'VP8L': {
      const bits = chunk.getUint32(9, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, orientation: 1 }
    }
    case 'VP8X':
      return {
        width: 1 + uint24(chunk, 12),
        height: 1 + uint24(chunk, 15),
        orientation: (chunk.getUint8(8) & EXIF_FLAG) === 0 ? 1 : await findExif(source)
      }
    default:
      throw unreadable('damaged', 'a WebP without a picture')
  }
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
}

/** The EXIF chunk stands near the end; chunks are padded to even lengths. */
async function findExif(source: ByteSource): Promise<Orientation> {
  let at = FIRST_CHUNK
  while (at + 8 <= source.size) {
    const head = await source.view(at, 8)
    const length = head.getUint32(4, true)
    if (fourCC(head, 0) === 'EXIF' && at + 8 + length <= source.size) {
      return exifOrientation(await exifBlock(source, at + 8, length))
    }
    at += 8 + length + (length & 1)
  }
  return 1
}

/** Some writers put JPEG's "Exif\0\0" in front of the block. */
async function exifBlock(source: ByteSource, offset: number, length: number): Promise<DataView> {
  const prefix = length > 6 && fourCC(await source.view(offset, 4), 0) === 'Exif' ? 6 : 0
  return source.view(offset + prefix, length - prefix)
}
