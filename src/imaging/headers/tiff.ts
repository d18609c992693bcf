import { leastDeflated } from '@shared/bytes/range'
import type { ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from './boxes'
import { toOrientation } from '../orientation'

const WIDTH = 256
const HEIGHT = 257
const BITS = 258
const COMPRESSION = 259
const ORIENTATION = 274
const SAMPLES = 277
/** Values of COMPRESSION. */
const STORED = 1
const DEFLATE: readonly number[] = [8, 32946]
const SHORT = 3
const LONG8 = 16

/** How directories are laid out: classic TIFF or BigTIFF. */
interface Layout {
  readonly little: boolean
  readonly big: boolean
}

/** Reads the first directory: its width, height and orientation. */
export async function readTiffHeader(source: ByteSource): Promise<StoredSize> {
  const head = await source.view(0, 8)
  const little = head.getUint16(0) === 0x4949
  const layout: Layout = { little, big: head.getUint16(2, little) === 43 }
  const tags = await readDirectory(source, layout)
  const width = tags.get(WIDTH)
  const height = tags.get(HEIGHT)
  if (!width || !height) throw unreadable('damaged', 'a TIFF without a size')
  const samples = tags.get(SAMPLES) ?? 1
  const bits = tags.get(BITS) ?? 1
  const unpacked = Math.ceil((width * samples * bits) / 8) * height
  const compression = tags.get(COMPRESSION) ?? STORED
  const leastBytes =
    compression === STORED ? unpacked : DEFLATE.includes(compression) ? leastDeflated(unpacked) : 0
  const orientation = toOrientation(tags.get(ORIENTATION) ?? 1)
  const pixelBytes = samples * 2 ** Math.ceil(Math.log2(Math.max(8, bits) / 8))
  return { width, height, orientation, pixelBytes, leastBytes }
}

/** The directory's single numbers by tag, and the first of those that give the bits of each sample. */
async function readDirectory(source: ByteSource, { little, big }: Layout): Promise<Map<number, number>> {
  const at = big
    ? Number((await source.view(8, 8)).getBigUint64(0, little))
    : (await source.view(4, 4)).getUint32(0, little)
  const countBytes = big ? 8 : 2
  const count = await source.view(at, countBytes)
  const entries = big ? Number(count.getBigUint64(0, little)) : count.getUint16(0, little)
  const entryBytes = big ? 20 : 12
  if (entries > 4096) throw unreadable('damaged', `a TIFF with ${entries} tags`)
  const directory = await source.view(at + countBytes, entries * entryBytes)
  const tags = new Map<number, number>()
  for (let i = 0; i < entries; i++) {
    const entry = i * entryBytes
    const type = directory.getUint16(entry + 2, little)
    const value = entry + (big ? 12 : 8)
    const tag = directory.getUint16(entry, little)
    const count = big
      ? Number(directory.getBigUint64(entry + 4, little))
      : directory.getUint32(entry + 4, little)
    const elsewhere = tag === BITS && type === SHORT && count * 2 > (big ? 8 : 4)
    tags.set(
      tag,
      elsewhere
        ? await firstShort(source, directory, value, { little, big })
        : readNumber(directory, value, type, little)
    )
  }
  return tags
}

/** The first of numbers that do not fit into an entry, which holds their place instead. */
async function firstShort(
  source: ByteSource,
  directory: DataView,
  value: number,
  { little, big }: Layout
): Promise<number> {
  const at = big ? Number(directory.getBigUint64(value, little)) : directory.getUint32(value, little)
  return (await source.view(at, 2)).getUint16(0, little)
}

function readNumber(view: DataView, offset: number, type: number, little: boolean): number {
  if (type === SHORT) return view.getUint16(offset, little)
  if (type === LONG8) return Number(view.getBigUint64(offset, little))
  return view.getUint32(offset, little)
}
