import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from '../header'
import type { Orientation } from '../orientation'
import { exifOrientation } from './exif'

const SIGNATURE = 8

/** The size stands in the first chunk; an eXIf chunk, if any, before the picture's data. */
export async function readPngHeader(source: ByteSource): Promise<StoredSize> {
  const first = await source.view(SIGNATURE, 16)
  if (fourCC(first, 4) !== 'IHDR') throw unreadable('damaged', 'a PNG without IHDR')
  return { width: first.getUint32(8), height: first.getUint32(12), orientation: await findExif(source) }
}

async function findExif(source: ByteSource): Promise<Orientation> {
  let at = SIGNATURE
  while (at + 12 <= source.size) {
    const head = await source.view(at, 8)
    const length = head.getUint32(0)
    const name = fourCC(head, 4)
    if (name === 'IDAT' || name === 'IEND') return 1
    if (name === 'eXIf') return exifOrientation(await source.view(at + 8, length))
    at += 12 + length
  }
  return 1
}
