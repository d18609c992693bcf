import { createInflate, crc32 } from 'node:zlib'
import { assertRange, mostInflated } from '@shared/bytes/range'
import { PNG_COLOR, PNG_SIGNATURE } from '../../../imaging/pngFile'
import { pixelBytes, PngError, rowBytes, type PngHeader } from './png'

/** An opened PNG: nothing of its pixels has been unpacked yet. */
export interface Png extends PngHeader {
  /** `#rrggbb` by index; empty where there is none. */
  readonly palette: readonly string[]
  /**
   * The samples row by row: uint8 or uint16[width × channels], in one array that is filled anew for each row. Samples
   * of fewer than 8 bits keep their value. No more is unpacked than the size in the header asks for.
   * @throws PngError when the file is damaged or cut off
   */
  rows(): AsyncGenerator<Uint8Array | Uint16Array>
}

const channelsOf = new Map<number, PngHeader['channels']>([
  [PNG_COLOR.grey, 1],
  [PNG_COLOR.rgb, 3],
  [PNG_COLOR.palette, 1],
  [PNG_COLOR.greyAlpha, 2],
  [PNG_COLOR.rgba, 4]
])
/** Bits of a sample that each colour type allows. */
const depthsOf = new Map<number, readonly number[]>([
  [PNG_COLOR.grey, [1, 2, 4, 8, 16]],
  [PNG_COLOR.rgb, [8, 16]],
  [PNG_COLOR.palette, [1, 2, 4, 8]],
  [PNG_COLOR.greyAlpha, [8, 16]],
  [PNG_COLOR.rgba, [8, 16]]
])
/** Length, name and check sum of a chunk. */
const CHUNK_FRAME = 12
const LONGEST_SIDE = 0x7fffffff

/** The width and height of a PNG from its first 24 bytes, or null when it is none. */
export function pngSize(head: Uint8Array): { width: number; height: number } | null {
  if (head.length < 24 || !PNG_SIGNATURE.every((byte, i) => head[i] === byte)) return null
  const view = viewOf(head)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Opens a PNG. @throws PngError when it is none, is damaged, or is interlaced */
export function readPng(bytes: Uint8Array): Png {
  if (!PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) throw new PngError('it is no PNG')
  let header: PngHeader | undefined
  let palette: string[] = []
  const data: Uint8Array[] = []
  for (const { name, body } of chunksOf(bytes)) {
    if (!header) {
      if (name !== 'IHDR') throw new PngError('its header is missing')
      header = readHeader(body)
    } else if (name === 'PLTE') palette = readPalette(body)
    else if (name === 'IDAT') data.push(body)
    else if (/^[A-Z]/.test(name)) throw new PngError(`it has an unknown part ${name}`)
  }
  if (!header || data.length === 0) throw new PngError('it is cut off')
  if (header.colorType === PNG_COLOR.palette && palette.length === 0) throw new PngError('it has no palette')
  const found = header
  const packed = data.reduce((sum, { length }) => sum + length, 0)
  // A row is allocated whole, so its length is believed only where the packed bytes can hold that much.
  if (mostInflated(packed) < (rowBytes(found) + 1) * found.height)
    throw new PngError('its pixels are cut off')
  return { ...found, palette, rows: () => rowsOf(found, data) }
}

function* chunksOf(bytes: Uint8Array): Generator<{ name: string; body: Uint8Array }> {
  const view = viewOf(bytes)
  for (let at = PNG_SIGNATURE.length; ;) {
    if (at + CHUNK_FRAME > bytes.length) throw new PngError('it is cut off')
    const length = view.getUint32(at)
    assertRange(at, CHUNK_FRAME + length, bytes.length, () => new PngError('it is cut off'))
    const end = at + CHUNK_FRAME + length
    const named = bytes.subarray(at + 4, end - 4)
    const name = Buffer.from(named.subarray(0, 4)).toString('latin1')
    if (crc32(named) !== view.getUint32(end - 4)) throw new PngError(`a check sum is wrong in ${name}`)
    if (name === 'IEND') return
    yield { name, body: named.subarray(4) }
    at = end
  }
}

function readHeader(body: Uint8Array): PngHeader {
  if (body.length !== 13) throw new PngError('its header is damaged')
  const view = viewOf(body)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [bitDepth = 0, colorType = 0, compression, filter, interlace] = body.subarray(8)
  const channels = channelsOf.get(colorType)
  const isSide = (side: number): boolean => side > 0 && side <= LONGEST_SIDE
  const isKnown = channels !== undefined && depthsOf.get(colorType)?.includes(bitDepth)
  if (!isSide(width) || !isSide(height) || !isKnown || compression !== 0 || filter !== 0) {
    throw new PngError('its header is damaged')
  }
  if (interlace !== 0) throw new PngError('it is interlaced, which is not read')
  return { width, height, channels, bitDepth: bitDepth as 8, colorType: colorType as 0 }
}

function readPalette(body: Uint8Array): string[] {
  if (body.length % 3 !== 0 || body.length > 768) throw new PngError('its palette is damaged')
  const hex = Buffer.from(body).toString('hex')
  return Array.from({ length: body.length / 3 }, (_, i) => `#${hex.slice(i * 6, i * 6 + 6)}`)
}

async function* rowsOf(
  header: PngHeader,
  data: readonly Uint8Array[]
): AsyncGenerator<Uint8Array | Uint16Array> {
  const length = rowBytes(header)
  const back = pixelBytes(header)
  const samples = samplesOf(header)
  let above: Uint8Array = new Uint8Array(length)
  let row = new Uint8Array(length + 1)
  let filled = 0
  let done = 0
  for await (const chunk of inflated(data)) {
    for (let at = 0; at < chunk.length && done < header.height;) {
      const taken = Math.min(chunk.length - at, row.length - filled)
      row.set(chunk.subarray(at, at + taken), filled)
      filled += taken
      at += taken
      if (filled < row.length) continue
      const body = row.subarray(1)
      if (!unfilter(row[0] ?? 0, body, above, back)) throw new PngError('a row is damaged')
      yield samples(body)
      ;[above, row] = [body, new Uint8Array(length + 1)]
      filled = 0
      done++
    }
    if (done === header.height) return
  }
  throw new PngError('its pixels are cut off')
}

/** What is packed, piece by piece; one who stops asking stops the unpacking. */
async function* inflated(data: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const inflate = createInflate({ chunkSize: 1 << 16 })
  // What goes wrong comes out of the reading below.
  inflate.on('error', () => undefined)
  try {
    for (const part of data) inflate.write(part)
    inflate.end()
    for await (const chunk of inflate) yield chunk as Uint8Array
  } catch (error) {
    throw new PngError(error instanceof Error ? error.message : String(error))
  } finally {
    inflate.destroy()
  }
}

/** Makes samples of a row's bytes. */
function samplesOf({ width, channels, bitDepth }: PngHeader): (row: Uint8Array) => Uint8Array | Uint16Array {
  const count = width * channels
  if (bitDepth === 8) return (row) => row
  if (bitDepth === 16) {
    const samples = new Uint16Array(count)
    return (row) => {
      for (let i = 0; i < count; i++) samples[i] = ((row[2 * i] ?? 0) << 8) | (row[2 * i + 1] ?? 0)
      return samples
    }
  }
  const samples = new Uint8Array(count)
  const perByte = 8 / bitDepth
  const mask = (1 << bitDepth) - 1
  return (row) => {
    for (let i = 0; i < count; i++) {
      const shift = 8 - bitDepth * ((i % perByte) + 1)
      samples[i] = ((row[Math.floor(i / perByte)] ?? 0) >> shift) & mask
    }
    return samples
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

/**
 * Takes back what one of PNG's five filters did to a row, in place: each byte was replaced by its difference to the
 * one a pixel to the left, the one above, their mean, or what Paeth's predictor says of them. False for an unknown
 * filter.
 */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, back: number): boolean {
  switch (filter) {
    case 0:
      return true
    case 1:
      for (let i = back; i < row.length; i++) row[i] = (row[i] ?? 0) + (row[i - back] ?? 0)
      return true
    case 2:
      for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0)
      return true
    case 3:
      for (let i = 0; i < row.length; i++) {
        const left = i >= back ? (row[i - back] ?? 0) : 0
        row[i] = (row[i] ?? 0) + ((left + (above[i] ?? 0)) >> 1)
      }
      return true
    case 4:
      for (let i = 0; i < row.length; i++) {
        const left = i >= back ? (row[i - back] ?? 0) : 0
        const corner = i >= back ? (above[i - back] ?? 0) : 0
        row[i] = (row[i] ?? 0) + paeth(left, above[i] ?? 0, corner)
      }
      return true
    default:
      return false
  }
}

/** Of the three neighbours, the one that is nearest to left + up − corner. */
function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const toLeft = Math.abs(estimate - left)
  const toUp = Math.abs(estimate - up)
  const toCorner = Math.abs(estimate - corner)
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
