import { quadrants } from './quadrants'

/** The quadrant picture as an AVIF with a rotation (quarters, counter-clockwise) and perhaps a mirror axis. */
export function avifTurned(quarters: number, axis?: 0 | 1): Buffer {
  const file = quadrants().avifSync({ quality: 90 })
  const meta = find(file, 0, file.length, 'meta')
  const properties = find(file, meta.at + 12, meta.end, 'iprp')
  const container = find(file, properties.at + 8, properties.end, 'ipco')
  const association = find(file, properties.at + 8, properties.end, 'ipma')
  const added = [smallBox('irot', quarters), ...(axis === undefined ? [] : [smallBox('imir', axis)])]
  const count = boxes(file, container.at + 8, container.end).length
  const newContainer = sized(Buffer.concat([file.subarray(container.at, container.end), ...added]))
  // Size, name, version, one entry: item number (2 bytes), how many properties (1 byte), their numbers.
  const links = Buffer.from(file.subarray(association.at, association.end))
  links[18] = (links[18] ?? 0) + added.length
  const essential = Buffer.from(added.map((_, i) => 0x80 | (count + 1 + i)))
  const newAssociation = sized(Buffer.concat([links, essential]))
  const newProperties = sized(
    Buffer.concat([file.subarray(properties.at, properties.at + 8), newContainer, newAssociation])
  )
  const newMeta = sized(
    Buffer.concat([
      file.subarray(meta.at, properties.at),
      newProperties,
      file.subarray(properties.end, meta.end)
    ])
  )
  moveData(newMeta, newMeta.length - (meta.end - meta.at))
  return Buffer.concat([file.subarray(0, meta.at), newMeta, file.subarray(meta.end)])
}

interface Found {
  readonly name: string
  readonly at: number
  readonly end: number
}

function boxes(file: Buffer, from: number, to: number): Found[] {
  const found: Found[] = []
  for (let at = from; at + 8 <= to;) {
    const end = at + file.readUInt32BE(at)
    found.push({ name: file.toString('latin1', at + 4, at + 8), at, end })
    at = end
  }
  return found
}

function find(file: Buffer, from: number, to: number, name: string): Found {
  const box = boxes(file, from, to).find((each) => each.name === name)
  if (!box) throw new Error(`The encoder wrote no ${name}`)
  return box
}

function smallBox(name: string, value: number): Buffer {
  return sized(Buffer.concat([Buffer.alloc(4), Buffer.from(name, 'latin1'), Buffer.from([value])]))
}

function sized(box: Buffer): Buffer {
  box.writeUInt32BE(box.length)
  return box
}

/** The picture's data moved: its place in `iloc` (one item, one extent, 32-bit offsets) moves with it. */
function moveData(meta: Buffer, by: number): void {
  const locations = find(meta, 12, meta.length, 'iloc')
  const offsetAt = locations.at + 22
  meta.writeUInt32BE(meta.readUInt32BE(offsetAt) + by, offsetAt)
}
