import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { unzipModels } from '../../../src/engine/models/download/unzip'
import { checkNothingOutside, putFiles } from '../files'
import { type Target } from '../target'

/** Archives with models, as downloads bring them. */
export const zips: Target = {
  seeds() {
    const bytes = Buffer.from('weights '.repeat(200))
    return Promise.resolve([
      { 'a.zip': zip([{ name: 'model.onnx', bytes, packed: true }]) },
      {
        'a.zip': zip([
          { name: 'folder/encoder.onnx', bytes, packed: false },
          { name: 'folder/decoder.onnx', bytes, packed: true },
          { name: '../outside.onnx', bytes, packed: true },
          { name: 'readme.txt', bytes: Buffer.from('read me'), packed: false }
        ])
      }
    ])
  },

  async run(files, folder) {
    await putFiles(files, folder)
    const target = join(folder, 'unpacked')
    await mkdir(target)
    await unzipModels(join(folder, 'a.zip'), target, 'a.zip')
    await checkNothingOutside(folder)
  }
}

interface Entry {
  readonly name: string
  readonly bytes: Buffer
  readonly packed: boolean
}

/** A zip archive after PKWARE's APPNOTE: local headers and data, the central directory, its end. */
function zip(entries: readonly Entry[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, packed } of entries) {
    const data = packed ? deflateRawSync(bytes) : bytes
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(packed ? 8 : 0, 4)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02', 'latin1'),
        Buffer.from([20, 0]),
        shared,
        rest,
        Buffer.from(name)
      ])
    )
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end])
}
