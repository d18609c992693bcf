import { fourCC, type ByteSource } from '../byteSource'
import { unreadable } from '../errors'
import type { StoredSize } from '../header'
import type { Orientation } from '../orientation'
import { childBoxes, findBox, fullBox, type Box } from './boxes'

/**
 * AVIF keeps the primary item's properties in meta › iprp: `ispe` its size, `irot` and `imir` how it is turned
 * (ISO/IEC 23008-12). An EXIF orientation inside is to be ignored, so it is.
 */
export async function readAvifHeader(source: ByteSource): Promise<StoredSize> {
  const meta = await readMeta(source)
  const children = childBoxes(fullBox(meta))
  const primary = findBox(children, 'pitm')
  const properties = findBox(children, 'iprp')
  if (!primary || !properties) throw unreadable('damaged', 'an AVIF without a primary item')
  const item = primary.version === 0 ? primary.body.getUint16(4) : primary.body.getUint32(4)
  const parts = childBoxes(properties.body)
  const all = childBoxes(findBox(parts, 'ipco')?.body ?? new DataView(new ArrayBuffer(0)))
  const own = associated(findBox(parts, 'ipma'), item).map((index) => all[index - 1])
  const size = own.find((box) => box?.name === 'ispe')
  if (!size) throw unreadable('damaged', 'an AVIF without a size')
  return {
    width: size.body.getUint32(4),
    height: size.body.getUint32(8),
    orientation: orientationOf(own.filter((box) => box !== undefined))
  }
}

async function readMeta(source: ByteSource): Promise<DataView> {
  let at = 0
  while (at + 8 <= source.size) {
    const head = await source.view(at, 8)
    const size = head.getUint32(0)
    if (fourCC(head, 4) === 'meta') return source.view(at + 8, size - 8)
    // 0 = up to the end of the file, 1 = a 64-bit size follows: both only for media data after the header.
    if (size < 8) break
    at += size
  }
  throw unreadable('damaged', 'an AVIF without a header')
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
