import type { Size } from '@shared/geometry/spaces'
import { PNG_COLOR, pngFile } from '../../../imaging/pngFile'

/** Masks as PNG: 8 bits a pixel with or without a palette, or 16 bits of grey. */
export interface PngForm extends Size {
  readonly bitDepth: 8 | 16
  /** `#rrggbb` by index, at most 256; null for grey. */
  readonly palette: readonly string[] | null
}

/**
 * A PNG of these rows: uint8 or uint16[width] each, which may all be one array. Each row is stored as its difference
 * to the one above (filter "Up"), which makes areas of one value zeros.
 */
export function writePng(form: PngForm, rows: Iterable<Uint8Array | Uint16Array>): Promise<Buffer> {
  const { palette, ...layout } = form
  const color = palette ? PNG_COLOR.palette : PNG_COLOR.grey
  return pngFile({ ...layout, color, palette: palette ?? undefined }, filtered(form, rows))
}

/** Bytes that are compressed at a time. */
const BATCH_BYTES = 1 << 18

function* filtered(
  { width, bitDepth }: PngForm,
  rows: Iterable<Uint8Array | Uint16Array>
): Generator<Uint8Array> {
  const length = (width * bitDepth) / 8 + 1
  const batch = Buffer.alloc(length * Math.max(1, Math.floor(BATCH_BYTES / length)))
  let filled = 0
  let above: Uint8Array = Buffer.alloc(length - 1)
  for (const row of rows) {
    const bytes = bytesOf(row, bitDepth)
    batch[filled++] = 2
    for (let i = 0; i < bytes.length; i++) batch[filled++] = (bytes[i] ?? 0) - (above[i] ?? 0)
    above = bytes
    if (filled < batch.length) continue
    yield Buffer.from(batch)
    filled = 0
  }
  if (filled > 0) yield Buffer.from(batch.subarray(0, filled))
}

/** A copy of a row, the high byte of a sample first. */
function bytesOf(row: Uint8Array | Uint16Array, bitDepth: 8 | 16): Buffer {
  if (bitDepth === 8) return Buffer.from(row)
  const bytes = Buffer.allocUnsafe(row.length * 2)
  for (let i = 0; i < row.length; i++) bytes.writeUInt16BE(row[i] ?? 0, i * 2)
  return bytes
}
