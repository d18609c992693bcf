import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jpegWithOrientation } from './testing/exifFiles'
import { corners, HEIGHT, quadrantPixels, quadrants, TURNED, WIDTH } from './testing/quadrants'
import { samplePath } from './testing/samples'
import { tiffFile } from './testing/tiffFile'
import { decodeImage } from './decode'
import { isBrowserImage, makeDisplayable } from './displayable'
import { makeThumbnail, thumbnailSize } from './thumbnail'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-'))
})

afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

const tiff = tiffFile({
  width: WIDTH,
  height: HEIGHT,
  photometric: 2,
  bits: 8,
  samples: 3,
  data: quadrantPixels().filter((_, i) => i % 4 !== 3),
  orientation: 6
})

describe('makeThumbnail', () => {
  it('makes a photograph small', async () => {
    const { data, type } = await makeThumbnail(samplePath('nagasaki-boats'))
    expect(type).toBe('image/jpeg')
    expect(await decodeImage(data)).toMatchObject({ width: 160, height: 128 })
  })

  it('turns it upright', async () => {
    const path = await write('turned.jpg', jpegWithOrientation(quadrants().jpegSync(95), 8))
    expect(corners(await decodeImage((await makeThumbnail(path)).data))).toBe(TURNED[8])
  })

  it('knows GIF and TIFF', async () => {
    const canvas = createCanvas(WIDTH, HEIGHT)
    const context = canvas.getContext('2d')
    const pixels = context.createImageData(WIDTH, HEIGHT)
    pixels.data.set(quadrantPixels())
    context.putImageData(pixels, 0, 0)
    const gif = await makeThumbnail(await write('a.gif', canvas.encodeSync('gif')))
    expect(corners(await decodeImage(gif.data))).toBe(TURNED[1])
    const made = await makeThumbnail(await write('a.tiff', tiff))
    expect(corners(await decodeImage(made.data))).toBe(TURNED[6])
  })

  it('shows white where it is transparent', async () => {
    const path = await write('clear.png', Transformer.fromRgbaPixels(new Uint8Array(64), 4, 4).pngSync())
    const { data } = await decodeImage((await makeThumbnail(path)).data)
    expect(Math.min(...data)).toBe(255)
  })

  it('refuses what the decoder refuses', async () => {
    const path = await write('cut.jpg', quadrants().jpegSync(95).subarray(0, 600))
    await expect(makeThumbnail(path)).rejects.toMatchObject({
      kind: 'image-unreadable',
      params: { file: path }
    })
    await expect(makeThumbnail(samplePath('groceries'), 1000)).rejects.toMatchObject({
      kind: 'image-too-large'
    })
  })

  it('keeps small images and thin ones', () => {
    expect(thumbnailSize({ width: 20, height: 10 })).toEqual({ width: 20, height: 10 })
    expect(thumbnailSize({ width: 100_000, height: 10 })).toEqual({ width: 160, height: 1 })
  })
})

describe('makeDisplayable', () => {
  it('makes an upright PNG of a TIFF', async () => {
    const { data, type } = await makeDisplayable(await write('b.tiff', tiff))
    expect(type).toBe('image/png')
    expect(corners(await decodeImage(data))).toBe(TURNED[6])
  })

  it('is needed for TIFF and turned WebP', () => {
    expect(isBrowserImage({ format: 'tiff', orientation: 1 })).toBe(false)
    expect(isBrowserImage({ format: 'webp', orientation: 6 })).toBe(false)
    expect(isBrowserImage({ format: 'png', orientation: 6 })).toBe(false)
    expect(isBrowserImage({ format: 'avif', orientation: 6 })).toBe(true)
    expect(isBrowserImage({ format: 'webp', orientation: 1 })).toBe(true)
    expect(isBrowserImage({ format: 'jpeg', orientation: 6 })).toBe(true)
  })
})
