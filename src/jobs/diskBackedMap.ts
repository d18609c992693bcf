import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeFolder } from '../files/operations'

/** Values that are too many for the memory, in a temporary file: written one after the other, read in any order. */
export class DiskBackedMap<K, V> {
  private readonly places = new Map<K, { readonly at: number; readonly length: number }>()
  private size = 0

  private constructor(
    private readonly folder: string,
    private readonly file: number
  ) {}

  static async create<K, V>(): Promise<DiskBackedMap<K, V>> {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-convert-'))
    return new DiskBackedMap<K, V>(folder, openSync(join(folder, 'objects'), 'wx+'))
  }

  /** Keeps what JSON can say. */
  put(key: K, value: V): void {
    const bytes = Buffer.from(JSON.stringify(value))
    let done = 0
    while (done < bytes.length)
      done += writeSync(this.file, bytes, done, bytes.length - done, this.size + done)
    this.places.set(key, { at: this.size, length: bytes.length })
    this.size += bytes.length
  }

  get(key: K): V | undefined {
    const place = this.places.get(key)
    if (!place) return undefined
    const bytes = Buffer.alloc(place.length)
    let done = 0
    while (done < bytes.length) {
      const read = readSync(this.file, bytes, done, bytes.length - done, place.at + done)
      if (read === 0) throw new RangeError('The temporary file has become shorter')
      done += read
    }
    return JSON.parse(bytes.toString('utf8')) as V
  }

  /** Removes the file. */
  async dispose(): Promise<void> {
    closeSync(this.file)
    await removeFolder(this.folder)
  }
}
