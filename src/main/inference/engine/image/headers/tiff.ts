import type { ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from '../header'
import { toOrientation } from '../orientation'

const WIDTH = 256
const HEIGHT = 257
const ORIENTATION = 274
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
  return { width, height, orientation: toOrientation(tags.get(ORIENTATION) ?? 1) }
}

/** The directory's single numbers by tag; lists and texts are left out. */
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
    tags.set(directory.getUint16(entry, little), readNumber(directory, value, type, little))
  }
  return tags
}

function readNumber(view: DataView, offset: number, type: number, little: boolean): number {
  if (type === SHORT) return view.getUint16(offset, little)
  if (type === LONG8) return Number(view.getBigUint64(offset, little))
  return view.getUint32(offset, little)
}
