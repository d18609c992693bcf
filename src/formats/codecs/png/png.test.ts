import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { PngError } from './png'
import { pngSize, readPng } from './readPng'
import { writePng, type PngForm } from './writePng'

async function samplesOf(bytes: Uint8Array): Promise<number[]> {
  const samples: number[] = []
  for await (const row of readPng(bytes).rows()) samples.push(...row)
  return samples
}

async function errorOf(bytes: Uint8Array): Promise<string> {
  const error: unknown = await samplesOf(bytes).catch((thrown: unknown) => thrown)
  return error instanceof PngError ? error.message : `no PngError: ${String(error)}`
}

function* rowsOf(form: PngForm, samples: readonly number[]): Generator<Uint8Array | Uint16Array> {
  const { width, height, bitDepth } = form
  for (let y = 0; y < height; y++) {
    const row = samples.slice(y * width, (y + 1) * width)
    yield bitDepth === 8 ? Uint8Array.from(row) : Uint16Array.from(row)
  }
}

const image = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 20 }),
    bitDepth: fc.constantFrom<8 | 16>(8, 16)
  })
  .chain((form) => {
    const { width, height, bitDepth } = form
    const sample = fc.integer({ min: 0, max: 2 ** bitDepth - 1 })
    return fc.record({
      form: fc.constant({ ...form, palette: null }),
      samples: fc.array(sample, { minLength: width * height, maxLength: width * height })
    })
  })

describe('PNG', () => {
  it('gives back what was written', async () => {
    await fc.assert(
      fc.asyncProperty(image, async ({ form, samples }) => {
        const bytes = await writePng(form, rowsOf(form, samples))
        expect(readPng(bytes)).toMatchObject({
          width: form.width,
          height: form.height,
          bitDepth: form.bitDepth
        })
        expect(await samplesOf(bytes)).toEqual(samples)
      })
    )
  })

  it('writes what another decoder reads', async () => {
    const form: PngForm = { width: 3, height: 2, bitDepth: 8, palette: ['#000000', '#ff8000', '#0010ff'] }
    const read = PNG.sync.read(await writePng(form, rowsOf(form, [0, 1, 2, 2, 1, 0])))
    expect([...read.data.subarray(4, 12)]).toEqual([255, 128, 0, 255, 0, 16, 255, 255])
    const deep: PngForm = { width: 2, height: 1, bitDepth: 16, palette: null }
    const found = PNG.sync.read(await writePng(deep, rowsOf(deep, [65_535, 258])), { skipRescale: true })
    expect([found.data[0], found.data[4]]).toEqual([65_535, 258])
  })

  it('reads what another encoder writes, with every filter', async () => {
    const data = Buffer.from(Array.from({ length: 16 * 9 * 4 }, (_, i) => (i * i * 7 + i) % 256))
    for (const filterType of [0, 1, 2, 3, 4]) {
      const png = Object.assign(new PNG({ width: 16, height: 9 }), { data })
      const bytes = PNG.sync.write(png, { filterType, colorType: 6 })
      expect(await samplesOf(bytes)).toEqual([...data])
    }
  })

  it('reads samples of few bits', async () => {
    const two = rawPng(
      { width: 5, height: 2, bitDepth: 2, colorType: 0 },
      [0, 0b00_01_10_11, 0b01000000, 0, 255, 255]
    )
    expect(await samplesOf(two)).toEqual([0, 1, 2, 3, 1, 3, 3, 3, 3, 3])
  })

  it('says how large it is from its beginning', async () => {
    const form: PngForm = { width: 300, height: 7, bitDepth: 8, palette: null }
    const bytes = await writePng(form, rowsOf(form, new Array<number>(2100).fill(1)))
    expect(pngSize(bytes.subarray(0, 24))).toEqual({ width: 300, height: 7 })
    expect(pngSize(Buffer.from('GIF89a'))).toBeNull()
  })

  it('refuses what is damaged', async () => {
    const form: PngForm = { width: 8, height: 8, bitDepth: 8, palette: null }
    const bytes = await writePng(form, rowsOf(form, new Array<number>(64).fill(7)))
    expect(await errorOf(Buffer.from('hello'))).toMatch('no PNG')
    for (let end = 8; end < bytes.length; end++)
      expect(await errorOf(bytes.subarray(0, end))).toMatch('cut off')
    const wrong = Buffer.from(bytes)
    wrong[20] = 9
    expect(await errorOf(wrong)).toMatch('check sum')
    const plain = { width: 2, height: 2, bitDepth: 8, colorType: 0 }
    expect(await errorOf(rawPng(plain, [0, 1, 2]))).toMatch('cut off')
    expect(await errorOf(rawPng(plain, [9, 1, 2, 0, 1, 2]))).toMatch('row')
    expect(await errorOf(rawPng({ ...plain, colorType: 3 }, [0, 1, 2]))).toMatch('palette')
    expect(await errorOf(rawPng({ ...plain, bitDepth: 5 }, [0, 1, 2]))).toMatch('header')
    expect(await errorOf(rawPng({ ...plain, width: 0 }, []))).toMatch('header')
    expect(await errorOf(rawPng({ ...plain, interlace: 1 }, [0, 1, 2, 0, 1, 2]))).toMatch('interlaced')
    // A row of 2 GB would be allocated for 6 bytes.
    expect(await errorOf(rawPng({ ...plain, width: 0x7fffffff }, [0, 1, 2, 0, 1, 2]))).toMatch('cut off')
  })

  it('gives samples or a PngError, whatever the header and the rows are', async () => {
    const header = fc.record({
      ...{ width: fc.nat(20), height: fc.nat(20), interlace: fc.constantFrom(0, 0, 0, 1) },
      ...{ bitDepth: fc.constantFrom(1, 2, 3, 4, 8, 16), colorType: fc.constantFrom(0, 1, 2, 3, 4, 6) }
    })
    await fc.assert(
      fc.asyncProperty(header, fc.array(fc.nat(255), { maxLength: 3000 }), async (of, rows) => {
        const found: unknown = await samplesOf(rawPng(of, rows)).catch((thrown: unknown) => thrown)
        expect(Array.isArray(found) || found instanceof PngError).toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  it('unpacks no more than the header asks for', async () => {
    const bomb = rawPng({ width: 2, height: 1, bitDepth: 8, colorType: 0 }, new Uint8Array(50_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await samplesOf(bomb)).toEqual([0, 0])
  })
})

interface RawHeader {
  readonly width: number
  readonly height: number
  readonly bitDepth: number
  readonly colorType: number
  readonly interlace?: number
}

/** A PNG with this header and these filtered rows, whatever they are. */
function rawPng(
  { width, height, bitDepth, colorType, interlace = 0 }: RawHeader,
  rows: ArrayLike<number>
): Buffer {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  const part = (name: string, body: Uint8Array): Buffer => {
    const frame = Buffer.concat([Buffer.alloc(4), Buffer.from(name), body, Buffer.alloc(4)])
    frame.writeUInt32BE(body.length)
    frame.writeUInt32BE(crc32(frame.subarray(4, -4)), frame.length - 4)
    return frame
  }
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    part('IHDR', Buffer.concat([size, Buffer.from([bitDepth, colorType, 0, 0, interlace])])),
    part('IDAT', deflateSync(Uint8Array.from(rows))),
    part('IEND', Buffer.alloc(0))
  ])
}
