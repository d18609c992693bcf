import { assertRange, leastDeflated } from '@shared/bytes/range'
import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from './boxes'
import type { Orientation } from '../orientation'
import { exifOrientation } from './exif'

const SIGNATURE = 8
/** Samples of a pixel by color type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const PALETTE = 3
/** The orientation is in an EXIF block's first directory, which writers put at its beginning. */
const EXIF_BYTES = 1 << 16

/** The size stands in the first chunk; an eXIf chunk, if any, before the picture's data. */
export async function readPngHeader(source: ByteSource): Promise<StoredSize> {
  const first = await source.view(SIGNATURE, 18)
  if (fourCC(first, 4) !== 'IHDR') throw unreadable('damaged', 'a PNG without IHDR')
  const [width, height] = [first.getUint32(8), first.getUint32(12)]
  const [depth, colorType] = [first.getUint8(16), first.getUint8(17)]
  const samples = SAMPLES[colorType] ?? 4
  const leastBytes = leastDeflated((Math.ceil((width * samples * depth) / 8) + 1) * height)
  // The decoder gives palettes as colors, perhaps with alpha, and fewer than 8 bits as 8.
  const pixelBytes = colorType === PALETTE ? 4 : samples * (depth === 16 ? 2 : 1)
  return { width, height, pixelBytes, leastBytes, orientation: await findExif(source) }
}

async function findExif(source: ByteSource): Promise<Orientation> {
  let at = SIGNATURE
  while (at + 12 <= source.size) {
    const head = await source.view(at, 8)
    const length = head.getUint32(0)
    const name = fourCC(head, 4)
    if (name === 'IDAT' || name === 'IEND') return 1
    if (name === 'eXIf') {
      assertRange(at + 8, length, source.size, () => unreadable('truncated', 'a PNG that ends in eXIf'))
      return exifOrientation(await source.view(at + 8, Math.min(length, EXIF_BYTES)))
    }
    at += 12 + length
  }
  return 1
}
