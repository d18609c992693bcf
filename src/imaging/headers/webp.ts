import { assertRange } from '@shared/bytes/range'
import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from './boxes'
import type { Orientation } from '../orientation'
import { checkCodedSize } from '../plausible'
import { exifOrientation } from './exif'

const FIRST_CHUNK = 12
const EXIF_FLAG = 0x08
/** Bytes of a chunk's name and length. */
const CHUNK_HEAD = 8
/** Bytes of an animation's frame in front of its picture. */
const FRAME_HEAD = 16
/** The orientation is in an EXIF block's first directory, which writers put at its beginning. */
const EXIF_BYTES = 1 << 16

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * WebP container (RIFF): a simple lossy (VP8) or lossless (VP8L) picture, or the extended form (VP8X), whose canvas must
 * hold the pictures that follow.
 */
export async function readWebpHeader(source: ByteSource): Promise<StoredSize> {
  const chunk = await source.view(FIRST_CHUNK, 18)
  const name = fourCC(chunk, 0)
  if (name !== 'VP8X') {
    const size = await pictureSize(source, FIRST_CHUNK)
    if (!size) throw unreadable('damaged', 'a WebP without a picture')
    return { ...size, orientation: 1, pixelBytes: 4 }
  }
  const canvas = { width: 1 + uint24(chunk, 12), height: 1 + uint24(chunk, 15) }
  const exif = await checkPictures(source, canvas)
  const hasExif = (chunk.getUint8(8) & EXIF_FLAG) !== 0
  return { ...canvas, orientation: hasExif ? exif : 1, pixelBytes: 4 }
}

/** The size inside of a VP8 or VP8L chunk; undefined for other chunks. */
async function pictureSize(source: ByteSource, at: number): Promise<Size | undefined> {
  const name = fourCC(await source.view(at, CHUNK_HEAD), 0)
  if (name === 'VP8 ') {
    // Frame tag (3 bytes) and start code (3 bytes), then 14-bit sizes.
    const frame = await source.view(at + CHUNK_HEAD, 10)
    return { width: frame.getUint16(6, true) & 0x3fff, height: frame.getUint16(8, true) & 0x3fff }
  }
  if (name !== 'VP8L') return undefined
  const bits = (await source.view(at + CHUNK_HEAD, 5)).getUint32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
}

/** Compares all pictures with the canvas, and gives the orientation of the EXIF chunk, which is near the end. */
async function checkPictures(source: ByteSource, canvas: Size): Promise<Orientation> {
  let orientation: Orientation = 1
  // Chunks are padded to even lengths.
  for (let at = FIRST_CHUNK; at + CHUNK_HEAD <= source.size;) {
    const head = await source.view(at, CHUNK_HEAD)
    const length = head.getUint32(4, true)
    const name = fourCC(head, 0)
    const picture = await pictureSize(source, at)
    if (picture) checkCodedSize(picture, canvas)
    if (name === 'ANMF') await checkFrame(source, at, length, canvas)
    if (name === 'EXIF' && at + CHUNK_HEAD + length <= source.size)
      orientation = exifOrientation(await exifBlock(source, at + CHUNK_HEAD, length))
    at += CHUNK_HEAD + length + (length & 1)
  }
  return orientation
}

/** An animation's frame: its place and size on the canvas, then its picture, perhaps after one of its alpha. */
async function checkFrame(source: ByteSource, frameAt: number, length: number, canvas: Size): Promise<void> {
  const head = await source.view(frameAt + CHUNK_HEAD, FRAME_HEAD)
  const [x, y] = [2 * uint24(head, 0), 2 * uint24(head, 3)]
  const frame = { width: 1 + uint24(head, 6), height: 1 + uint24(head, 9) }
  checkCodedSize({ width: x + frame.width, height: y + frame.height }, canvas)
  const end = Math.min(frameAt + CHUNK_HEAD + length, source.size)
  for (let at = frameAt + CHUNK_HEAD + FRAME_HEAD; at + CHUNK_HEAD <= end;) {
    const inside = (await source.view(at, CHUNK_HEAD)).getUint32(4, true)
    const picture = await pictureSize(source, at)
    if (picture) checkCodedSize(picture, frame)
    at += CHUNK_HEAD + inside + (inside & 1)
  }
}

/** Some writers put JPEG's "Exif\0\0" in front of the block. */
async function exifBlock(source: ByteSource, offset: number, length: number): Promise<DataView> {
  assertRange(offset, length, source.size, () => unreadable('truncated', 'a WebP that ends in EXIF'))
  const prefix = length > 6 && fourCC(await source.view(offset, 4), 0) === 'Exif' ? 6 : 0
  return source.view(offset + prefix, Math.min(length - prefix, EXIF_BYTES))
}
