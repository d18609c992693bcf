import { crc32, deflateRawSync } from 'node:zlib'

/** What else an archive says. */
export interface ZipExtras {
  /** Bits of the "general purpose" field of each entry; 1 = encrypted. */
  readonly flags?: number
  /** The Unix mode of each entry. */
  readonly mode?: number
  /** With the records of zip64, and 0xffffffff in the fields that those replace. */
  readonly zip64?: boolean
}

/** A zip archive in memory. */
export function zipOf(
  files: Readonly<Record<string, Buffer>>,
  method: 'stored' | 'deflated',
  { flags = 0, mode = 0, zip64 = false }: ZipExtras = {}
): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, bytes] of Object.entries(files)) {
    const name = Buffer.from(path)
    const packed = method === 'stored' ? bytes : deflateRawSync(bytes)
    // From the version needed to the length of the extra field: the same in both places.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method === 'stored' ? 0 : 8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), common, rest, name)
    const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, packed])
    local.push(entry)
    offset += entry.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  if (!zip64) return Buffer.concat([...local, entries, end])
  const count = Object.keys(files).length
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x06064b50, 0)
  end64.writeBigUInt64LE(44n, 4)
  end64.writeBigUInt64LE(BigInt(count), 24)
  end64.writeBigUInt64LE(BigInt(count), 32)
  end64.writeBigUInt64LE(BigInt(entries.length), 40)
  end64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + entries.length), 8)
  locator.writeUInt32LE(1, 16)
  end.fill(0xff, 8, 20)
  return Buffer.concat([...local, entries, end64, locator, end])
}
