import { fourCC, memorySource } from './byteSource'
import { unreadable } from './errors'
import { isFrame } from './headers/jpeg'
import type { ImageFormat } from './sniff'

/**
 * Finds files that were cut off. The decoders here fill what is missing with grey or nothing and report no error,
 * so a half-downloaded photograph would be labelled without anybody noticing.
 * @throws EngineError image-unreadable (truncated).
 */
export async function checkComplete(format: ImageFormat, bytes: Uint8Array): Promise<void> {
  switch (format) {
    case 'jpeg':
      checkJpeg(bytes)
      return
    case 'png':
      await checkPng(bytes)
      return
    case 'gif':
      await checkGif(bytes)
      return
    case 'webp':
      if (bytes.length < riffLength(bytes)) throw unreadable('truncated', `${bytes.length} bytes`)
      return
    // The decoders of these refuse what is cut off.
    case 'bmp':
    case 'avif':
    case 'tiff':
  }
}

/** Follows the segments and scans to the end-of-image marker, past thumbnails that have one of their own. */
function checkJpeg(bytes: Uint8Array): void {
  let at = 2
  let frames = 0
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) {
      // An interrupted download may have the file's full length, the rest of it zeros.
      const empty = bytes.subarray(at).every((byte) => byte === 0)
      throw unreadable(empty ? 'truncated' : 'damaged', `no JPEG segment at byte ${at}`)
    }
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else if (marker === 0xd9) return
    else {
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
      at += 2 + length
      // The size was taken from the first; a decoder might take it from the last.
      if (isFrame(marker) && ++frames > 1) throw unreadable('sizes-differ', 'a JPEG with two frame headers')
      if (marker === 0xda) at = endOfScan(bytes, at)
    }
  }
  const ended = bytes[at] === 0xff && bytes[at + 1] === 0xd9
  if (!ended) throw unreadable('truncated', 'no end-of-image marker')
}

/** In a scan 0xFF is followed by 0 or a restart marker; anything else ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}

/** Follows the chunks to IEND. */
async function checkPng(bytes: Uint8Array): Promise<void> {
  const source = memorySource(bytes)
  for (let at = 8; ;) {
    const head = await source.view(at, 12)
    if (fourCC(head, 4) === 'IEND') return
    at += 12 + head.getUint32(0)
  }
}

/** Follows the blocks to the end of the first frame's data. */
async function checkGif(bytes: Uint8Array): Promise<void> {
  const source = memorySource(bytes)
  const byte = async (offset: number): Promise<number> => (await source.view(offset, 1)).getUint8(0)
  const afterSubBlocks = async (offset: number): Promise<number> => {
    let at = offset
    for (let length = await byte(at); length > 0; length = await byte(at)) at += 1 + length
    return at + 1
  }
  let at = 13 + colourTable(await byte(10))
  for (;;) {
    const kind = await byte(at)
    if (kind === 0x21) at = await afterSubBlocks(at + 2)
    else if (kind === 0x2c) {
      await afterSubBlocks(at + 11 + colourTable(await byte(at + 9)))
      return
    } else throw unreadable('damaged', 'a GIF without a picture')
  }
}

/** Bytes of a GIF colour table by its flags: 3 × 2^(n + 1), or none. */
function colourTable(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1)
}

function riffLength(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8
}
