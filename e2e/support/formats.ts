import { Transformer } from '@napi-rs/image'
import type { Canvas } from '@napi-rs/canvas'
import { tiffFile } from '../../src/imaging/testing/tiffFile'
import { draw } from './pictures'

/** The test picture's size. */
const size = { width: 240, height: 160 }
/** The quarters of the test picture, by a point in each. */
export const quarters = {
  yellow: { x: 60, y: 40, color: [240, 200, 0] },
  green: { x: 180, y: 40, color: [0, 160, 80] },
  red: { x: 60, y: 120, color: [200, 30, 30] },
  blue: { x: 180, y: 120, color: [20, 60, 200] }
} as const

const picture = draw(size.width, size.height, (context) => {
  for (const { x, y, color } of Object.values(quarters)) {
    context.fillStyle = `rgb(${color.join(' ')})`
    context.fillRect(x - 60, y - 40, 120, 80)
  }
})

const rgba = (canvas: Canvas): Uint8Array => new Uint8Array(canvas.data())
const rgb = (canvas: Canvas): Uint8Array => rgba(canvas).filter((_, at) => at % 4 !== 3)
const encoder = (): Transformer => Transformer.fromRgbaPixels(rgba(picture), size.width, size.height)

/** 16 bits a sample: each byte twice, which is the same share of the greatest value. */
const doubled = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: bytes.length * 2 }, (_, i) => bytes[i >> 1] ?? 0)

const tiff = (bits: 8 | 16): Buffer =>
  tiffFile({
    ...size,
    photometric: 2,
    bits,
    samples: 3,
    data: bits === 8 ? rgb(picture) : doubled(rgb(picture))
  })

/** A GIF of at most four colours, every pixel written as it is: codes of three bits, cleared before they grow. */
function gif(): Buffer {
  const palette = Object.values(quarters).map(({ color }) => color)
  const pixels = rgb(picture)
  const codes: number[] = []
  for (let at = 0; at < pixels.length; at += 3) {
    if ((at / 3) % 2 === 0) codes.push(4)
    codes.push(palette.findIndex(([red]) => red === pixels[at]))
  }
  codes.push(5)
  const packed = Buffer.alloc(Math.ceil((codes.length * 3) / 8))
  codes.forEach((code, i) => {
    for (let bit = 0; bit < 3; bit++) {
      const at = i * 3 + bit
      if (code & (1 << bit)) packed[at >> 3] = (packed[at >> 3] ?? 0) | (1 << (at & 7))
    }
  })
  const blocks: Buffer[] = []
  for (let at = 0; at < packed.length; at += 255) {
    const part = packed.subarray(at, at + 255)
    blocks.push(Buffer.from([part.length]), part)
  }
  const le16 = (value: number): number[] => [value & 0xff, value >> 8]
  return Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([...le16(size.width), ...le16(size.height), 0x81, 0, 0]),
    Buffer.from(palette.flat()),
    Buffer.from([0x2c, 0, 0, 0, 0, ...le16(size.width), ...le16(size.height), 0, 2]),
    ...blocks,
    Buffer.from([0, 0x3b])
  ])
}

/** The test picture in every format, by file names. */
export function everyFormat(): Record<string, Uint8Array> {
  return {
    'picture.jpg': picture.toBuffer('image/jpeg', 95),
    'picture.png': picture.toBuffer('image/png'),
    'picture.webp': picture.toBuffer('image/webp', 95),
    'picture.bmp': encoder().bmpSync(),
    'picture.gif': gif(),
    'picture.avif': encoder().avifSync({ quality: 95 }),
    'picture8.tif': tiff(8),
    'picture16.tiff': tiff(16)
  }
}
