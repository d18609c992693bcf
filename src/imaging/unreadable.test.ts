import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jpegWithOrientation, pngChunk } from './testing/exifFiles'
import { quadrantPixels, quadrants, WIDTH, HEIGHT } from './testing/quadrants'
import { tiffFile } from './testing/tiffFile'
import { decodeImageFile } from './decode'
import { readImageHeader } from './header'
import { checkLimits } from './limits'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unreadable-'))
})

afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function expectRefused(path: string, reason: string): Promise<void> {
  const error = { kind: 'image-unreadable', params: { file: path, reason } }
  await expect(decodeImageFile(path)).rejects.toMatchObject(error)
}

/** A file without its last bytes. */
const cut = (bytes: Uint8Array, by: number): Uint8Array => bytes.subarray(0, bytes.length - by)

describe('files that are no image', () => {
  it('a missing file', async () => {
    const path = join(folder, 'missing.png')
    const error = { kind: 'image-missing', params: { file: path } }
    await expect(decodeImageFile(path)).rejects.toMatchObject(error)
    await expect(readImageHeader(path)).rejects.toMatchObject(error)
  })

  it('an empty file', async () => expectRefused(await write('empty.jpg', ''), 'empty'))

  it('text', async () => {
    await expectRefused(await write('text.jpg', 'This is no picture at all.'), 'not-an-image')
    await expectRefused(await write('short.jpg', 'short'), 'not-an-image')
  })

  it('a folder', async () => {
    await expect(decodeImageFile(folder)).rejects.toMatchObject({ kind: 'image-unreadable' })
  })

  it('a format that is known but not supported', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])
    await expectRefused(await write('photo.heic', heic), 'unsupported')
  })
})

describe('files that were cut off', () => {
  const jpeg = jpegWithOrientation(quadrants().jpegSync(95), 6)

  it.each([2, 20, jpeg.length - 200, jpeg.length - 30])('a JPEG without its last %i bytes', async (by) => {
    await expectRefused(await write(`cut${by}.jpg`, cut(jpeg, by)), 'truncated')
  })

  it('a JPEG that holds a whole thumbnail', async () => {
    const thumbnail = quadrants().jpegSync(50)
    const head = Buffer.from([0xff, 0xe0, (thumbnail.length + 2) >> 8, (thumbnail.length + 2) & 255])
    const file = Buffer.concat([jpeg.subarray(0, 2), head, thumbnail, jpeg.subarray(2)])
    await expect(decodeImageFile(await write('thumbnail.jpg', file))).resolves.toMatchObject({
      width: HEIGHT
    })
    await expectRefused(await write('thumbnail-cut.jpg', cut(file, 10)), 'truncated')
  })

  it('a JPEG padded with zeros, as an interrupted download leaves it', async () => {
    const file = Buffer.concat([cut(jpeg, 60), Buffer.alloc(60)])
    await expectRefused(await write('padded.jpg', file), 'truncated')
    const less = Buffer.concat([cut(jpeg, 10), Buffer.alloc(60)])
    await expectRefused(await write('padded-less.jpg', less), 'truncated')
  })

  it('a JPEG with something behind its end is fine', async () => {
    const path = await write('more.jpg', Buffer.concat([jpeg, Buffer.from('trailing bytes')]))
    await expect(decodeImageFile(path)).resolves.toMatchObject({ width: HEIGHT, height: WIDTH })
  })

  it.each(['png', 'webp', 'avif', 'bmp', 'tiff'] as const)('%s', async (format) => {
    const files = {
      png: () => quadrants().pngSync(),
      webp: () => quadrants().webpLosslessSync(),
      avif: () => quadrants().avifSync(),
      bmp: () => quadrants().bmpSync(),
      tiff: () => {
        const data = quadrantPixels()
        return tiffFile({ width: WIDTH, height: HEIGHT, photometric: 2, bits: 8, samples: 4, data })
      }
    }
    const path = await write(`cut.${format}`, cut(files[format](), 20))
    await expect(decodeImageFile(path)).rejects.toMatchObject({
      kind: 'image-unreadable',
      params: { file: path }
    })
  })

  it('a PNG without IEND', async () => {
    await expectRefused(await write('no-end.png', cut(quadrants().pngSync(), 12)), 'truncated')
  })

  it('a GIF', async () => {
    const gif = createCanvas(WIDTH, HEIGHT).encodeSync('gif')
    await expectRefused(await write('cut.gif', cut(gif, 10)), 'truncated')
  })
})

describe('damaged files', () => {
  it('a PNG with a wrong byte', async () => {
    const png = quadrants().pngSync()
    const at = png.indexOf('IDAT') + 12
    png[at] = (png[at] ?? 0) ^ 0xff
    const path = await write('flipped.png', png)
    await expect(decodeImageFile(path)).rejects.toMatchObject({ kind: 'image-unreadable' })
  })

  it('a JPEG of markers only', async () => {
    await expectRefused(
      await write('hollow.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')),
      'truncated'
    )
  })
})

describe('the pixel limit', () => {
  it('refuses a huge PNG by its header', async () => {
    const header = Buffer.alloc(13)
    header.writeUInt32BE(30_000, 0)
    header.writeUInt32BE(30_000, 4)
    header.set([8, 2, 0, 0, 0], 8)
    const signature = Buffer.from('89504e470d0a1a0a', 'hex')
    const idat = pngChunk('IDAT', Buffer.alloc(16))
    const path = await write(
      'huge.png',
      Buffer.concat([signature, pngChunk('IHDR', header), idat, pngChunk('IEND', Buffer.alloc(0))])
    )
    expect(await readImageHeader(path)).toMatchObject({ width: 30_000, height: 30_000 })
    await expect(decodeImageFile(path, { pixelLimit: 2e8 })).rejects.toMatchObject({
      kind: 'image-too-large',
      params: { file: path, width: 30_000, height: 30_000, limit: 2e8 }
    })
  })

  it.each([Number.NaN, undefined as unknown as number])('of %s lets nothing through', (limit) => {
    expect(() => checkLimits({ width: 1, height: 1, pixelBytes: 3 } as never, limit, 'a.png')).toThrow(
      expect.objectContaining({ kind: 'image-too-large' }) as Error
    )
  })
})
