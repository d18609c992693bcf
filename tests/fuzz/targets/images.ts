import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { Transformer } from '@napi-rs/image'
import { decodeImageFile } from '../../../src/imaging/decode'
import { isBrowserImage, makeDisplayable } from '../../../src/imaging/displayable'
import { readImageHeader } from '../../../src/imaging/header'
import { makeThumbnail } from '../../../src/imaging/thumbnail'
import { putFiles } from '../files'
import { Fault, type Files, type Target } from '../target'

/** Pixels; small, so that a run tries many cases. */
const PIXEL_LIMIT = 20_000_000
const SIZE = { width: 40, height: 30 }

/** Pictures: what the list, the canvas and the networks make of them. */
export const images: Target = {
  async seeds() {
    const canvas = createCanvas(SIZE.width, SIZE.height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#3a7'
    context.fillRect(0, 0, SIZE.width, SIZE.height)
    context.fillStyle = '#c42'
    context.fillRect(8, 6, 20, 15)
    const rgba = context.getImageData(0, 0, SIZE.width, SIZE.height).data
    const image = (): Transformer => Transformer.fromRgbaPixels(rgba, SIZE.width, SIZE.height)
    const picture = (bytes: Uint8Array): Files => ({ picture: new Uint8Array(bytes) })
    return [
      picture(canvas.toBuffer('image/jpeg')),
      picture(canvas.toBuffer('image/png')),
      picture(canvas.toBuffer('image/webp')),
      picture(await image().webpLossless()),
      picture(await image().avif()),
      picture(await image().tiff()),
      picture(await image().bmp()),
      picture(gif()),
      picture(tiledTiff()),
      picture(withExif(canvas.toBuffer('image/jpeg')))
    ]
  },

  async run(files, folder) {
    await putFiles(files, folder)
    const path = join(folder, 'picture')
    const header = await readImageHeader(path)
    const thumbnail = await makeThumbnail(path, PIXEL_LIMIT)
    if (thumbnail.data.length === 0) throw new Fault('an empty thumbnail')
    if (!isBrowserImage(header)) await makeDisplayable(path, PIXEL_LIMIT)
    const { width, height, channels, data } = await decodeImageFile(path, { pixelLimit: PIXEL_LIMIT })
    if (data.length !== width * height * channels) throw new Fault('pixels that do not fit the size')
    if (width !== header.width || height !== header.height)
      throw new Fault('another size than the header says')
  }
}

/** A GIF of 4×4 pixels in two colors, after the GIF89a specification. */
function gif(): Uint8Array {
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([4, 0, 4, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 4, 0, 0, 2, 5, 0x84, 0x8f, 0x09, 0x19, 0x05, 0]),
    Buffer.from([0x3b])
  ])
}

/** A grey TIFF of 16×16 pixels in strips, little-endian, with the tags written by hand. */
function tiledTiff(): Uint8Array {
  const tags = [
    [256, 3, 16],
    [257, 3, 16],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 3, 16],
    [279, 4, 256],
    [274, 3, 6]
  ].sort(([a = 0], [b = 0]) => a - b)
  const bytes = Buffer.alloc(8 + 256 + 2 + tags.length * 12 + 4)
  bytes.write('II', 0, 'latin1')
  bytes.writeUInt16LE(42, 2)
  bytes.writeUInt32LE(264, 4)
  for (let i = 0; i < 256; i++) bytes[8 + i] = i
  bytes.writeUInt16LE(tags.length, 264)
  tags.forEach(([tag = 0, type = 3, value = 0], i) => {
    const at = 266 + i * 12
    bytes.writeUInt16LE(tag, at)
    bytes.writeUInt16LE(type, at + 2)
    bytes.writeUInt32LE(1, at + 4)
    bytes.writeUInt32LE(value, at + 8)
  })
  return bytes
}

/** The JPEG with an EXIF segment that turns it by 90 degrees. */
function withExif(jpeg: Uint8Array): Uint8Array {
  const exif = Buffer.from(
    '457869660000 49492a0008000000 0100 1201 0300 01000000 06000000 00000000'.replaceAll(' ', ''),
    'hex'
  )
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)])
}
