import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { Orientation } from '../orientation'
import { checkCodedSize } from '../plausible'
import { readItems, type AvifItem } from './avifItems'
import { codedSize } from './av1Sequence'
import { childBoxes, findBox, fullBox, type Box, type StoredSize } from './boxes'

/** Bytes of an item's data in which its sequence header is looked for; it is the first thing of all. */
const SEQUENCE_BYTES = 1 << 12

interface Size {
  readonly width: number
  readonly height: number
}

/** What `ipco` and `ipma` say: the properties of each item. */
type Properties = (item: number) => readonly Box[]

/**
 * AVIF keeps the primary item's properties in meta › iprp: `ispe` its size, `irot` and `imir` how it is turned
 * (ISO/IEC 23008-12). An EXIF orientation inside is to be ignored, so it is. What is coded must not be larger than
 * that, in the item itself or in the tiles of its grid.
 */
export async function readAvifHeader(source: ByteSource): Promise<StoredSize> {
  const meta = fullBox(await readMeta(source))
  const children = childBoxes(meta)
  const primary = findBox(children, 'pitm')
  const iprp = findBox(children, 'iprp')
  if (!primary || !iprp) throw unreadable('damaged', 'an AVIF without a primary item')
  const item = primary.version === 0 ? primary.body.getUint16(4) : primary.body.getUint32(4)
  const properties = propertiesOf(iprp.body)
  const own = properties(item)
  const size = sizeOf(own)
  if (!size) throw unreadable('damaged', 'an AVIF without a size')
  const items = readItems(children)
  for (const coded of items.values()) if (coded.type === 'av01') await checkCoded(source, coded, properties)
  checkGrid(items, item, size, properties)
  return { ...size, orientation: orientationOf(own), pixelBytes: isDeep(items, item, properties) ? 8 : 4 }
}

async function readMeta(source: ByteSource): Promise<DataView> {
  let at = 0
  while (at + 8 <= source.size) {
    const head = await source.view(at, 8)
    const size = head.getUint32(0)
    // 0 = up to the end of the file, 1 = a 64-bit size follows: both only for media data after the header.
    if (size < 8) break
    if (fourCC(head, 4) === 'meta') return source.view(at + 8, size - 8)
    at += size
  }
  throw unreadable('damaged', 'an AVIF without a header')
}

function propertiesOf(iprp: DataView): Properties {
  const parts = childBoxes(iprp)
  const all = childBoxes(findBox(parts, 'ipco')?.body ?? new DataView(new ArrayBuffer(0)))
  const links = findBox(parts, 'ipma')
  return (item) => associated(links, item).flatMap((index) => all[index - 1] ?? [])
}

/** The property numbers (from 1) that belong to an item. */
function associated(box: Box | undefined, item: number): number[] {
  if (!box) return []
  const { body, version } = box
  const wide = (body.getUint32(0) & 1) === 1
  const entries = body.getUint32(4)
  let at = 8
  for (let i = 0; i < entries; i++) {
    const id = version < 1 ? body.getUint16(at) : body.getUint32(at)
    at += version < 1 ? 2 : 4
    const count = body.getUint8(at)
    at += 1
    const indices = Array.from({ length: count }, (_, k) =>
      wide ? body.getUint16(at + k * 2) & 0x7fff : body.getUint8(at + k) & 0x7f
    )
    if (id === item) return indices
    at += count * (wide ? 2 : 1)
  }
  return []
}

function sizeOf(properties: readonly Box[]): Size | undefined {
  const body = findBox(properties, 'ispe')?.body
  return body && { width: body.getUint32(4), height: body.getUint32(8) }
}

/** Compares the size in an item's data with the one in its `ispe`. */
async function checkCoded(source: ByteSource, item: AvifItem, properties: Properties): Promise<void> {
  const stated = sizeOf(properties(item.id))
  // The first part of its data; what is kept in `idat` or made of other items is nothing that encoders write.
  const start = item.data
  if (!stated || !start) return
  const length = Math.min(
    start.length || source.size - start.offset,
    SEQUENCE_BYTES,
    source.size - start.offset
  )
  const coded = codedSize(await source.view(start.offset, length))
  if (coded) checkCodedSize(coded, stated)
}

/** The tiles of a grid must cover its picture, and no tile may be needless: each is decoded. */
function checkGrid(
  items: ReadonlyMap<number, AvifItem>,
  primary: number,
  size: Size,
  properties: Properties
): void {
  const grid = items.get(primary)
  if (grid?.type !== 'grid') return
  const [first = 0] = grid.madeOf
  const tile = sizeOf(properties(first))
  if (!tile || tile.width < 1 || tile.height < 1) throw unreadable('damaged', 'an AVIF grid without tiles')
  const tiles = Math.ceil(size.width / tile.width) * Math.ceil(size.height / tile.height)
  if (grid.madeOf.length !== tiles) {
    const detail = `${grid.madeOf.length} tiles of ${tile.width}×${tile.height} for ${size.width}×${size.height}`
    throw unreadable('sizes-differ', detail)
  }
  for (const id of grid.madeOf) {
    const other = sizeOf(properties(id))
    if (other) checkCodedSize(other, tile)
  }
}

/** Whether the decoder gives 16 bits a sample: by `pixi`, of the item or of its first tile. */
function isDeep(items: ReadonlyMap<number, AvifItem>, item: number, properties: Properties): boolean {
  return [item, ...(items.get(item)?.madeOf.slice(0, 1) ?? [])].some((id) => {
    const own = properties(id)
    const depths = findBox(own, 'pixi')?.body
    const configuration = findBox(own, 'av1C')?.body
    // pixi: version and flags, number of channels, bits of each. av1C: its third byte has high_bitdepth.
    if (depths && depths.byteLength > 5 && depths.getUint8(5) > 8) return true
    return (
      configuration !== undefined && configuration.byteLength > 2 && (configuration.getUint8(2) & 0x40) !== 0
    )
  })
}

/** irot turns counter-clockwise by quarters, then imir mirrors: axis 0 top to bottom, axis 1 left to right. */
function orientationOf(properties: readonly Box[]): Orientation {
  const turn = findBox(properties, 'irot')
  const mirror = findBox(properties, 'imir')
  const quarters = turn ? turn.body.getUint8(0) & 3 : 0
  const axis = mirror ? mirror.body.getUint8(0) & 1 : -1
  const table: Record<number, readonly [Orientation, Orientation, Orientation, Orientation]> = {
    [-1]: [1, 8, 3, 6],
    0: [4, 5, 2, 7],
    1: [2, 7, 4, 5]
  }
  return table[axis]?.[quarters as 0 | 1 | 2 | 3] ?? 1
}
