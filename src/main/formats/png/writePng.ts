import { once } from 'node:events'
import { crc32, createDeflate } from 'node:zlib'
import type { Size } from '@shared/geometry/spaces'
import { pngColor, signature } from './png'

/** Masks as PNG: 8 bits a pixel with or without a palette, or 16 bits of grey. */
export interface PngForm extends Size {
  readonly bitDepth: 8 | 16
  /** `#rrggbb` by index, at most 256; null for grey. */
  readonly palette: readonly string[] | null
}

/**
 * A PNG of these rows: uint8 or uint16[width] each, which may all be one array. Each row is stored as its difference
 * to the one above, which makes areas of one value zeros.
 */
export async function writePng(form: PngForm, rows: Iterable<Uint8Array | Uint16Array>): Promise<Buffer> {
  const { width, height, bitDepth, palette } = form
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, palette ? pngColor.palette : pngColor.grey, 0, 0, 0], 8)
  const parts = [signature, ...chunk('IHDR', header)]
  if (palette)
    parts.push(...chunk('PLTE', Buffer.from(palette.map((color) => color.slice(1)).join(''), 'hex')))
  parts.push(...chunk('IDAT', await deflated(form, rows)), ...chunk('IEND', Buffer.alloc(0)))
  return Buffer.concat(parts)
}

/** Bytes that are packed at once. */
const BATCH = 1 << 18

async function deflated(
  { width, bitDepth }: PngForm,
  rows: Iterable<Uint8Array | Uint16Array>
): Promise<Buffer> {
  const deflate = createDeflate()
  const packed: Buffer[] = []
  deflate.on('data', (data: Buffer) => packed.push(data))
  const ended = once(deflate, 'end')
  const length = (width * bitDepth) / 8 + 1
  // Many rows are handed over at once, because each time costs more than packing a row.
  const batch = Buffer.alloc(length * Math.max(1, Math.floor(BATCH / length)))
  let filled = 0
  let above: Uint8Array = Buffer.alloc(length - 1)
  const hand = async (): Promise<void> => {
    if (!deflate.write(Buffer.from(batch.subarray(0, filled)))) await once(deflate, 'drain')
    filled = 0
  }
  for (const row of rows) {
    const bytes = bytesOf(row, bitDepth)
    batch[filled++] = 2
    for (let i = 0; i < bytes.length; i++) batch[filled++] = (bytes[i] ?? 0) - (above[i] ?? 0)
    above = bytes
    if (filled === batch.length) await hand()
  }
  if (filled > 0) await hand()
  deflate.end()
  await ended
  return Buffer.concat(packed)
}

/** A copy of a row, the high byte of a sample first. */
function bytesOf(row: Uint8Array | Uint16Array, bitDepth: 8 | 16): Buffer {
  if (bitDepth === 8) return Buffer.from(row)
  const bytes = Buffer.allocUnsafe(row.length * 2)
  for (let i = 0; i < row.length; i++) bytes.writeUInt16BE(row[i] ?? 0, i * 2)
  return bytes
}

function chunk(name: string, body: Uint8Array): Uint8Array[] {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return [length, named, sum]
}
