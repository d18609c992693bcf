import { createCanvas } from '@napi-rs/canvas'
import { deflateSync } from 'node:zlib'
import { pngChunk, webpWithOrientation } from './exifFiles'
import { quadrantPixels, quadrants, HEIGHT, WIDTH } from './quadrants'
import { tiffFile } from './tiffFile'

/** A file that lies about itself, and what is to become of it. */
export interface HostileImage {
  readonly name: string
  readonly bytes: Buffer
  /** Bytes of the file, the rest of which is a hole. */
  readonly sparseBytes?: number
  /** The error's kind, and its reason where it has one. */
  readonly refused: string
}

/** Small files of each kind that once ended a process, or took gigabytes or minutes. */
export function hostileImages(): readonly HostileImage[] {
  const damaged = (reason: string): string => `image-unreadable ${reason}`
  const png = quadrants().pngSync()
  const bmp = quadrants().bmpSync()
  const lengths = [0x7fffffff, 0x80000010, 0xffffffff]
  const tiff = { width: WIDTH, height: HEIGHT, photometric: 3, bits: 8, samples: 1 } as const
  const palette = tiffFile({
    ...tiff,
    data: Buffer.alloc(WIDTH * HEIGHT),
    colourMap: Array.from({ length: 768 }, () => 1)
  })
  return [
    ...lengths.map((length) => {
      const bytes = Buffer.concat([
        png.subarray(0, 33),
        uint32(length),
        Buffer.from('eXIf'),
        png.subarray(33)
      ])
      return { name: `exif-${length.toString(16)}.png`, bytes, refused: damaged('truncated') }
    }),
    ...lengths.map((length) => {
      const bytes = quadrants().avifSync()
      bytes.writeUInt32BE(length, bytes.indexOf('meta') - 4)
      return { name: `meta-${length.toString(16)}.avif`, bytes, refused: damaged('truncated') }
    }),
    { name: 'tall.png', bytes: emptyPng(1, 199_000_000, 8, 0), refused: 'image-too-long' },
    { name: 'wide.png', bytes: emptyPng(199_000_000, 1, 1, 0), refused: 'image-too-long' },
    { name: 'huge.png', bytes: emptyPng(60_000, 60_000, 1, 0), refused: 'image-too-large' },
    { name: 'hollow.png', bytes: emptyPng(14_000, 14_000, 8, 2), refused: damaged('too-few-bytes') },
    { name: 'hollow.jpg', bytes: jpegOf(14_000, 14_000), refused: damaged('too-few-bytes') },
    { name: 'huge.jpg', bytes: jpegOf(65_500, 65_500), refused: 'image-too-large' },
    { name: 'flat.jpg', bytes: jpegOf(160, 0), refused: damaged('damaged') },
    { name: 'two-frames.jpg', bytes: twoFrames(), refused: damaged('sizes-differ') },
    { name: 'hollow.gif', bytes: gifOf(14_000, 14_000), refused: damaged('too-few-bytes') },
    { name: 'huge.gif', bytes: gifOf(65_535, 65_535), refused: 'image-too-large' },
    { name: 'sparse.bmp', bytes: bmp, sparseBytes: 1_900_000_000, refused: damaged('too-many-bytes') },
    { name: 'sparse.png', bytes: png, sparseBytes: 3_000_000_000, refused: damaged('too-many-bytes') },
    { name: 'long.bmp', bytes: bmpOf(bmp, 0x7fffffff, 1), refused: 'image-too-large' },
    { name: 'canvas-lies.webp', bytes: canvasOf(16, 16), refused: damaged('sizes-differ') },
    { name: 'ispe-lies.avif', bytes: ispeOf(16, 16), refused: damaged('sizes-differ') },
    { name: 'ispe-hides.avif', bytes: ispeOf(WIDTH, 8), refused: damaged('sizes-differ') },
    { name: 'costly.tif', bytes: deepTiff(12_000, 12_000), refused: 'image-too-costly' },
    {
      name: 'hollow.tif',
      bytes: tiffFile({ ...tiff, photometric: 1, width: 14_000, height: 14_000, data: Buffer.alloc(9) }),
      refused: damaged('too-few-bytes')
    },
    { name: 'palette-cut.tif', bytes: movedPalette(palette), refused: damaged('truncated') },
    { name: 'entries.tif', bytes: bigTiffOf(16n, 2n ** 64n - 1n), refused: damaged('damaged') },
    { name: 'far.tif', bytes: bigTiffOf(2n ** 63n - 1n, 1n), refused: damaged('truncated') }
  ]
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A PNG with next to no pixels behind its header. */
function emptyPng(width: number, height: number, depth: number, colorType: number): Buffer {
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([depth, colorType, 0, 0, 0])])
  const parts = [
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', Buffer.alloc(0))
  ]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

/** Where a JPEG's frame header begins. */
function frameAt(jpeg: Buffer): number {
  return Math.max(jpeg.indexOf(Buffer.from([0xff, 0xc0])), jpeg.indexOf(Buffer.from([0xff, 0xc2])))
}

function jpegOf(width: number, height: number): Buffer {
  const jpeg = quadrants().jpegSync(90)
  const at = frameAt(jpeg)
  jpeg.writeUInt16BE(height, at + 5)
  jpeg.writeUInt16BE(width, at + 7)
  return jpeg
}

/** A small frame header in front of the real one. */
function twoFrames(): Buffer {
  const jpeg = quadrants().jpegSync(90)
  const at = frameAt(jpeg)
  const small = Buffer.from(jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2)))
  small.writeUInt16BE(8, 5)
  small.writeUInt16BE(8, 7)
  return Buffer.concat([jpeg.subarray(0, at), small, jpeg.subarray(at)])
}

function gifOf(width: number, height: number): Buffer {
  const gif = createCanvas(WIDTH, HEIGHT).encodeSync('gif')
  gif.writeUInt16LE(width, 6)
  gif.writeUInt16LE(height, 8)
  return gif
}

function bmpOf(bmp: Buffer, width: number, height: number): Buffer {
  const file = Buffer.from(bmp)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  return file
}

/** An extended WebP whose canvas is smaller than its picture. */
function canvasOf(width: number, height: number): Buffer {
  const webp = webpWithOrientation(1)
  const at = webp.indexOf('VP8X') + 8
  webp.writeUIntLE(width - 1, at + 4, 3)
  webp.writeUIntLE(height - 1, at + 7, 3)
  return webp
}

/** An AVIF that states another size than its stream has. */
function ispeOf(width: number, height: number): Buffer {
  const avif = quadrants().avifSync()
  for (let at = avif.indexOf('ispe'); at >= 0; at = avif.indexOf('ispe', at + 4)) {
    avif.writeUInt32BE(width, at + 8)
    avif.writeUInt32BE(height, at + 12)
  }
  return avif
}

/** A deflated TIFF of four 16-bit samples; what it holds is not looked at before its size is. */
function deepTiff(width: number, height: number): Buffer {
  const data = Buffer.alloc(2_000_000)
  const file = tiffFile({ width, height, photometric: 2, bits: 16, samples: 4, data })
  const compressionAt = file.indexOf(Buffer.from([3, 1, 3, 0, 1, 0, 0, 0, 1, 0])) + 8
  file.writeUInt16LE(8, compressionAt)
  return file
}

/** The palette's place becomes one behind the file's end. */
function movedPalette(file: Buffer): Buffer {
  const at = file.indexOf(Buffer.from([0x40, 1, 3, 0, 0, 3, 0, 0]))
  file.writeUInt32LE(0xfffffff0, at + 8)
  return file
}

function bigTiffOf(directory: bigint, entries: bigint): Buffer {
  const file = Buffer.alloc(88)
  file.write('II+', 'latin1')
  file[4] = 8
  file.writeBigUInt64LE(directory, 8)
  file.writeBigUInt64LE(entries, 16)
  return file
}

/** A sound file of each format, to be altered. */
export function soundImages(): Readonly<Record<string, Buffer>> {
  const gif = createCanvas(WIDTH, HEIGHT).encodeSync('gif')
  const data = quadrantPixels()
  return {
    png: quadrants().pngSync(),
    jpg: quadrants().jpegSync(90),
    webp: webpWithOrientation(6),
    bmp: quadrants().bmpSync(),
    avif: quadrants().avifSync(),
    gif,
    tif: tiffFile({ width: WIDTH, height: HEIGHT, photometric: 2, bits: 8, samples: 4, data }),
    'palette.tif': tiffFile({
      ...{ width: WIDTH, height: HEIGHT, photometric: 3, bits: 8, samples: 1 },
      ...{ data: data.subarray(0, WIDTH * HEIGHT), colourMap: Array.from({ length: 768 }, (_, i) => i * 80) }
    })
  }
}
