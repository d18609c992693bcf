/** What a test TIFF holds; everything but the size is optional and then a plain 8-bit RGB picture. */
export interface TiffSpec {
  readonly width: number
  readonly height: number
  /** 1 bilevel or grey (0 = black), 2 RGB, 3 palette. */
  readonly photometric: number
  readonly bits: number
  readonly samples: number
  readonly data: Uint8Array
  readonly orientation?: number
  /** 768 16-bit numbers: reds, greens, blues. */
  readonly colourMap?: readonly number[]
  readonly bigEndian?: boolean
}

type Tag = readonly [tag: number, type: 3 | 4, values: readonly number[]]

/** Writes a TIFF with one uncompressed strip. */
export function tiffFile(spec: TiffSpec): Buffer {
  const write = writer(spec.bigEndian ?? false)
  const tags = tagsOf(spec)
  const longTags = tags.filter((tag) => bytesOf(tag) > 4)
  const directoryEnd = 8 + 2 + tags.length * 12 + 4
  const dataAt = longTags.reduce((at, tag) => at + bytesOf(tag), directoryEnd)
  const file = Buffer.alloc(dataAt + spec.data.length)
  file.write(spec.bigEndian ? 'MM' : 'II', 'latin1')
  write(file, 3, 42, 2)
  write(file, 4, 8, 4)
  write(file, 3, tags.length, 8)
  let longAt = directoryEnd
  tags.forEach((entry, i) => {
    const [tag, type, values] = entry
    const at = 10 + i * 12
    write(file, 3, tag, at)
    write(file, 3, type, at + 2)
    write(file, 4, values.length, at + 4)
    const long = bytesOf(entry) > 4
    if (long) write(file, 4, longAt, at + 8)
    values.forEach((value, k) => {
      write(file, type, tag === STRIP_OFFSETS ? dataAt : value, (long ? longAt : at + 8) + k * size(type))
    })
    if (long) longAt += bytesOf(entry)
  })
  file.set(spec.data, dataAt)
  return file
}

const STRIP_OFFSETS = 273

function tagsOf(spec: TiffSpec): Tag[] {
  const tags: Tag[] = [
    [256, 3, [spec.width]],
    [257, 3, [spec.height]],
    [258, 3, Array.from({ length: spec.samples }, () => spec.bits)],
    [259, 3, [1]],
    [262, 3, [spec.photometric]],
    [STRIP_OFFSETS, 4, [0]],
    [277, 3, [spec.samples]],
    [278, 3, [spec.height]],
    [279, 4, [spec.data.length]]
  ]
  if (spec.orientation !== undefined) tags.push([274, 3, [spec.orientation]])
  if (spec.colourMap) tags.push([320, 3, spec.colourMap])
  return tags.sort(([a], [b]) => a - b)
}

function size(type: 3 | 4): number {
  return type === 3 ? 2 : 4
}

function bytesOf([, type, values]: Tag): number {
  return size(type) * values.length
}

function writer(bigEndian: boolean): (file: Buffer, type: 3 | 4, value: number, at: number) => void {
  return (file, type, value, at) => {
    if (type === 3) {
      if (bigEndian) file.writeUInt16BE(value, at)
      else file.writeUInt16LE(value, at)
    } else if (bigEndian) file.writeUInt32BE(value, at)
    else file.writeUInt32LE(value, at)
  }
}
