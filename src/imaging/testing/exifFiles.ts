import { HEIGHT, quadrants, WIDTH } from './quadrants'

/** An EXIF block that says nothing but the orientation. */
function exifBlock(orientation: number): Buffer {
  const block = Buffer.alloc(26)
  block.write('II*\0', 'latin1')
  block.writeUInt32LE(8, 4)
  block.writeUInt16LE(1, 8)
  block.writeUInt16LE(0x0112, 10)
  block.writeUInt16LE(3, 12)
  block.writeUInt32LE(1, 14)
  block.writeUInt16LE(orientation, 18)
  return block
}

/** A JPEG with an APP1 segment right after its start, as cameras write it. */
export function jpegWithOrientation(jpeg: Uint8Array, orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBlock(orientation)])
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

/** The quadrant picture as a PNG with an eXIf chunk. */
export function pngWithOrientation(orientation: number): Buffer {
  const png = quadrants().pngSync()
  const endOfIhdr = 33
  return Buffer.concat([
    png.subarray(0, endOfIhdr),
    pngChunk('eXIf', exifBlock(orientation)),
    png.subarray(endOfIhdr)
  ])
}

/** Length, name, data and checksum. */
export function pngChunk(name: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(name, 4, 'latin1')
  chunk.set(data, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}

/** The quadrant picture as an extended WebP with an EXIF chunk. */
export function webpWithOrientation(orientation: number): Buffer {
  const picture = riffChunks(quadrants().webpLosslessSync()).find(
    ({ name }) => name.startsWith('VP8') && name !== 'VP8X'
  )
  if (!picture) throw new Error('The encoder wrote no picture')
  const extended = Buffer.alloc(10)
  extended[0] = 0x08
  extended.writeUIntLE(WIDTH - 1, 4, 3)
  extended.writeUIntLE(HEIGHT - 1, 7, 3)
  const chunks = Buffer.concat([
    riffChunk('VP8X', extended),
    riffChunk(picture.name, picture.data),
    riffChunk('EXIF', exifBlock(orientation))
  ])
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), chunks]))
}

function riffChunk(name: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(8 + data.length + (data.length & 1))
  chunk.write(name, 'latin1')
  chunk.writeUInt32LE(data.length, 4)
  chunk.set(data, 8)
  return chunk
}

function riffChunks(file: Buffer): { name: string; data: Buffer }[] {
  const chunks: { name: string; data: Buffer }[] = []
  for (let at = 12; at + 8 <= file.length;) {
    const length = file.readUInt32LE(at + 4)
    chunks.push({ name: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length & 1)
  }
  return chunks
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
