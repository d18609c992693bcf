import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from './boxes'
import type { Orientation } from '../orientation'
import { leastJpegBytes } from '../plausible'
import { exifOrientation } from './exif'

const APP1 = 0xe1
const START_OF_SCAN = 0xda
const PROGRESSIVE = 0xc2
const END_OF_IMAGE = 0xd9

/** Walks the segments up to the frame header (SOFn); the EXIF block (APP1) stands before it. */
export async function readJpegHeader(source: ByteSource): Promise<StoredSize> {
  let orientation: Orientation = 1
  let at = 2
  for (;;) {
    const head = await source.view(at, 4)
    if (head.getUint8(0) !== 0xff) throw unreadable('damaged', `no JPEG segment at byte ${at}`)
    const marker = head.getUint8(1)
    if (marker === 0xff || isBare(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const length = head.getUint16(2)
    if (isFrame(marker)) {
      if (length < 8) throw unreadable('damaged', 'a JPEG without a frame header')
      const frame = await source.view(at + 4, length - 2)
      const [width, height] = [frame.getUint16(3), frame.getUint16(1)]
      const leastBytes = isHuffman(marker) ? leastJpegBytes(blocksOf(frame), marker === PROGRESSIVE) : 0
      return { width, height, orientation, pixelBytes: 3, leastBytes }
    }
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE || length < 2) {
      throw unreadable('damaged', 'a JPEG without a frame header')
    }
    if (marker === APP1 && length > 8) {
      const body = await source.view(at + 4, length - 2)
      if (fourCC(body, 0) === 'Exif') {
        orientation = exifOrientation(new DataView(body.buffer, body.byteOffset + 6, body.byteLength - 6))
      }
    }
    at += 2 + length
  }
}

/** Markers without a length: TEM and restarts. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
}

/** SOF0, SOF1 and SOF2; what arithmetic coding or lossless coding take is not known. */
function isHuffman(marker: number): boolean {
  return marker >= 0xc0 && marker <= PROGRESSIVE
}

/** Blocks of 8×8 samples of all components, by the sampling factors in a frame header's content. */
function blocksOf(frame: DataView): number {
  const [height, width] = [frame.getUint16(1), frame.getUint16(3)]
  const factors = Array.from({ length: frame.getUint8(5) }, (_, i) => {
    const byte = frame.getUint8(6 + i * 3 + 1)
    return { across: byte >> 4, down: byte & 15 }
  })
  const mostAcross = Math.max(1, ...factors.map(({ across }) => across))
  const mostDown = Math.max(1, ...factors.map(({ down }) => down))
  const blocks = (side: number, factor: number, most: number): number => Math.ceil((side * factor) / most / 8)
  return factors.reduce((sum, { across, down }) => {
    return sum + blocks(width, across, mostAcross) * blocks(height, down, mostDown)
  }, 0)
}

/** SOF0 … SOF15, without DHT, JPG and DAC, which lie between them. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
