import { deflateSync } from 'node:zlib'
import { pngChunk } from '../../src/imaging/testing/exifFiles'
import { tiffFile } from '../../src/imaging/testing/tiffFile'

/** A PNG whose header promises a grey picture of this size, with a few kilobytes of zeros behind it. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    pngChunk('IEND', Buffer.alloc(0))
  ])
}

/** A sound gray TIFF, which the window cannot show by itself. */
export function bigTiff(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height, 120)
  return tiffFile({ width, height, photometric: 1, bits: 8, samples: 1, data })
}
