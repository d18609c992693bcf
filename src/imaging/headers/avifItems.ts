import { fourCC } from '../byteSource'
import { childBoxes, findBox, type Box } from './boxes'

/** Where an item's data begins in the file, in bytes; length 0 means up to the end of the file. */
interface DataStart {
  readonly offset: number
  readonly length: number
}

/** An item of a HEIF container. */
export interface AvifItem {
  readonly id: number
  /** 'av01' for a coded picture, 'grid' for one made of others. */
  readonly type: string
  /** Of its first extent; undefined where it is not simply in the file. */
  readonly data: DataStart | undefined
  /** The items that it is made of (`dimg`). */
  readonly madeOf: readonly number[]
}

/** The items that `iinf`, `iloc` and `iref` list (ISO/IEC 14496-12, 8.11). @throws RangeError when a box is cut off */
export function readItems(meta: readonly Box[]): ReadonlyMap<number, AvifItem> {
  const starts = readStarts(findBox(meta, 'iloc'))
  const parts = readParts(findBox(meta, 'iref'))
  const info = findBox(meta, 'iinf')
  const items = new Map<number, AvifItem>()
  if (!info) return items
  const at = info.version === 0 ? 6 : 8
  const { buffer, byteOffset, byteLength } = info.body
  for (const { name, version, body } of childBoxes(new DataView(buffer, byteOffset + at, byteLength - at))) {
    if (name !== 'infe' || version < 2) continue
    const id = version === 2 ? body.getUint16(4) : body.getUint32(4)
    const type = fourCC(body, version === 2 ? 8 : 10)
    items.set(id, { id, type, data: starts.get(id), madeOf: parts.get(id) ?? [] })
  }
  return items
}

function readStarts(box: Box | undefined): ReadonlyMap<number, DataStart> {
  const starts = new Map<number, DataStart>()
  if (!box) return starts
  const { body, version } = box
  const offsetBytes = body.getUint8(4) >> 4
  const lengthBytes = body.getUint8(4) & 15
  const baseBytes = body.getUint8(5) >> 4
  const indexBytes = version === 0 ? 0 : body.getUint8(5) & 15
  let at = 6
  const take = (bytes: number): number => {
    const value =
      bytes === 0
        ? 0
        : bytes === 2
          ? body.getUint16(at)
          : bytes === 4
            ? body.getUint32(at)
            : Number(body.getBigUint64(at))
    at += bytes
    return value
  }
  const count = take(version < 2 ? 2 : 4)
  for (let i = 0; i < count; i++) {
    const id = take(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : take(2) & 15
    take(2)
    const base = take(baseBytes)
    const extents = take(2)
    for (let k = 0; k < extents; k++) {
      take(indexBytes)
      const offset = base + take(offsetBytes)
      const length = take(lengthBytes)
      if (k === 0 && method === 0) starts.set(id, { offset, length })
    }
  }
  return starts
}

/** For each item the ones that it is made of. */
function readParts(box: Box | undefined): ReadonlyMap<number, readonly number[]> {
  const parts = new Map<number, readonly number[]>()
  if (!box) return parts
  const { body, version } = box
  const idBytes = version === 0 ? 2 : 4
  const idAt = (view: DataView, at: number): number =>
    version === 0 ? view.getUint16(at) : view.getUint32(at)
  for (const { name, body: list } of childBoxes(
    new DataView(body.buffer, body.byteOffset + 4, body.byteLength - 4)
  )) {
    if (name !== 'dimg') continue
    const count = list.getUint16(idBytes)
    parts.set(
      idAt(list, 0),
      Array.from({ length: count }, (_, k) => idAt(list, idBytes + 2 + k * idBytes))
    )
  }
  return parts
}
