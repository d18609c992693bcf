import { once } from 'node:events'
import { crc32, createDeflate } from 'node:zlib'

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** The color types of PNG. */
export const PNG_COLOR = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const
export type PngColor = (typeof PNG_COLOR)[keyof typeof PNG_COLOR]

/** What stands in a PNG's header, and how its rows are compressed. */
export interface PngLayout {
  readonly width: number
  readonly height: number
  readonly bitDepth: 8 | 16
  readonly color: PngColor
  /** `#rrggbb` by index, at most 256; for `PNG_COLOR.palette`. */
  readonly palette?: readonly string[] | undefined
  /** zlib's level, 1 (fast) to 9; its default is 6. */
  readonly level?: number
}

/**
 * A PNG file (ISO/IEC 15948) of rows that are filtered already: each row is its filter's number and its bytes. Rows come
 * in batches, since a call of zlib costs more than compressing a row, and no second copy of an image is made.
 */
export async function pngFile(layout: PngLayout, batches: Iterable<Uint8Array>): Promise<Buffer> {
  const { width, height, bitDepth, color, palette } = layout
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, color], 8)
  const colors = palette?.map((entry) => entry.slice(1)).join('')
  const packed = await deflated(batches, layout.level)
  return Buffer.concat([
    PNG_SIGNATURE,
    ...chunk('IHDR', header),
    ...(colors === undefined ? [] : chunk('PLTE', Buffer.from(colors, 'hex'))),
    ...packed.flatMap((part) => chunk('IDAT', part)),
    ...chunk('IEND', Buffer.alloc(0))
  ])
}

async function deflated(batches: Iterable<Uint8Array>, level?: number): Promise<Buffer[]> {
  const deflate = createDeflate({ chunkSize: 1 << 18, ...(level !== undefined && { level }) })
  const packed: Buffer[] = []
  deflate.on('data', (part: Buffer) => packed.push(part))
  const ended = once(deflate, 'end')
  for (const batch of batches) if (!deflate.write(batch)) await once(deflate, 'drain')
  deflate.end()
  await ended
  return packed
}

function chunk(name: string, body: Uint8Array): Uint8Array[] {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length, 0)
  head.write(name, 4, 'latin1')
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body, crc32(head.subarray(4))), 0)
  return [head, body, sum]
}
