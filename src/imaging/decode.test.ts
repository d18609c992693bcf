import { createCanvas } from '@napi-rs/canvas'
import { Transformer } from '@napi-rs/image'
import { describe, expect, it } from 'vitest'
import { avifTurned } from './testing/avifFile'
import { jpegWithOrientation, pngWithOrientation, webpWithOrientation } from './testing/exifFiles'
import { corners, HEIGHT, quadrantPixels, quadrants, TURNED, WIDTH } from './testing/quadrants'
import { tiffFile } from './testing/tiffFile'
import { decodeImage } from './decode'
import { parseImageHeader } from './header'

const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const

async function expectUpright(file: Uint8Array, orientation: number): Promise<void> {
  const turned = orientation >= 5
  const size = { width: turned ? HEIGHT : WIDTH, height: turned ? WIDTH : HEIGHT }
  expect(await parseImageHeader(file)).toMatchObject({ ...size, orientation })
  const image = await decodeImage(file)
  expect(image).toMatchObject(size)
  expect(corners(image)).toBe(TURNED[orientation])
}

describe('orientation', () => {
  it.each(orientations)('%i in a JPEG', async (orientation) => {
    await expectUpright(jpegWithOrientation(quadrants().jpegSync(95), orientation), orientation)
  })

  it.each(orientations)('%i in a PNG', async (orientation) => {
    await expectUpright(pngWithOrientation(orientation), orientation)
  })

  it.each(orientations)('%i in a WebP', async (orientation) => {
    await expectUpright(webpWithOrientation(orientation), orientation)
  })

  it.each(orientations)('%i in a TIFF', async (orientation) => {
    await expectUpright(rgbTiff({ orientation }), orientation)
  })

  it.each([
    [0, undefined, 1],
    [1, undefined, 8],
    [2, undefined, 3],
    [3, undefined, 6],
    [0, 0, 4],
    [0, 1, 2],
    [1, 0, 5],
    [1, 1, 7],
    [2, 0, 2],
    [3, 1, 5]
  ] as const)(
    'of an AVIF turned by %i quarters and mirrored over %s',
    async (quarters, axis, orientation) => {
      await expectUpright(avifTurned(quarters, axis), orientation)
    }
  )
})

describe('formats', () => {
  const canvas = createCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(WIDTH, HEIGHT)
  pixels.data.set(quadrantPixels())
  context.putImageData(pixels, 0, 0)

  it.each([
    ['jpeg', () => canvas.encodeSync('jpeg', 95)],
    ['png', () => quadrants().pngSync()],
    ['webp', () => quadrants().webpSync(95)],
    ['webp', () => quadrants().webpLosslessSync()],
    ['avif', () => quadrants().avifSync({ quality: 90 })],
    ['gif', () => canvas.encodeSync('gif')],
    ['bmp', () => quadrants().bmpSync()],
    ['tiff', () => quadrants().tiffSync()]
  ] as const)('%s', async (format, encode) => {
    const file = encode()
    expect(await parseImageHeader(file)).toMatchObject({
      format,
      width: WIDTH,
      height: HEIGHT,
      orientation: 1
    })
    expect(corners(await decodeImage(file))).toBe(TURNED[1])
  })

  it('grey JPEG', async () => {
    const image = await decodeImage(quadrants().grayscale().jpegSync(95))
    expect(image).toMatchObject({ width: WIDTH, height: HEIGHT })
    expect(image.data[0]).toBeGreaterThan(200)
  })

  it('16-bit grey TIFF, in both byte orders', async () => {
    const samples = Uint16Array.from({ length: 8 }, (_, i) => i * 9362)
    const little = Buffer.from(samples.buffer)
    const big = Buffer.from(little).swap16()
    for (const [data, bigEndian] of [
      [little, false],
      [big, true]
    ] as const) {
      const file = tiffFile({ width: 8, height: 1, photometric: 1, bits: 16, samples: 1, data, bigEndian })
      const { data: rgb } = await decodeImage(file)
      expect(Array.from(rgb.filter((_, i) => i % 3 === 0))).toEqual([0, 36, 73, 109, 146, 182, 219, 255])
    }
  })

  it('16-bit RGB TIFF', async () => {
    const data = Buffer.from(Uint16Array.of(65535, 0, 32896, 257, 514, 771).buffer)
    const image = await decodeImage(
      tiffFile({ width: 2, height: 1, photometric: 2, bits: 16, samples: 3, data })
    )
    expect(Array.from(image.data)).toEqual([255, 0, 128, 1, 2, 3])
  })

  it('8-bit grey and bilevel TIFF', async () => {
    const grey = tiffFile({
      width: 2,
      height: 1,
      photometric: 1,
      bits: 8,
      samples: 1,
      data: Uint8Array.of(7, 200)
    })
    expect(Array.from((await decodeImage(grey)).data)).toEqual([7, 7, 7, 200, 200, 200])
    const bilevel = tiffFile({
      width: 8,
      height: 1,
      photometric: 1,
      bits: 1,
      samples: 1,
      data: Uint8Array.of(0x0f)
    })
    const { data } = await decodeImage(bilevel)
    expect([data[0], data[23]]).toEqual([0, 255])
  })

  it('palette TIFF, turned', async () => {
    const colourMap = Array.from({ length: 768 }, (_, i) =>
      i < 256 ? i * 257 : i < 512 ? (511 - i) * 257 : 0x8000
    )
    const file = tiffFile({
      width: 2,
      height: 1,
      photometric: 3,
      bits: 8,
      samples: 1,
      data: Uint8Array.of(10, 200),
      orientation: 3,
      colourMap
    })
    expect(Array.from((await decodeImage(file)).data)).toEqual([200, 55, 128, 10, 245, 128])
  })

  it('keeps the colour under transparent pixels, as convert("RGB") does', async () => {
    const rgba = Uint8Array.from([10, 20, 30, 0, 200, 101, 7, 128])
    for (const file of [
      Transformer.fromRgbaPixels(rgba, 2, 1).pngSync(),
      Transformer.fromRgbaPixels(rgba, 2, 1).bmpSync()
    ]) {
      expect(Array.from((await decodeImage(file)).data)).toEqual([10, 20, 30, 200, 101, 7])
    }
  })
})

/** The quadrant picture as an RGB TIFF. */
function rgbTiff({ orientation }: { orientation: number }): Buffer {
  const data = quadrantPixels().filter((_, i) => i % 4 !== 3)
  return tiffFile({ width: WIDTH, height: HEIGHT, photometric: 2, bits: 8, samples: 3, data, orientation })
}
