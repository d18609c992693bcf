import { randomBytes } from 'node:crypto'
import { mkdir, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { removeFile, rename } from '../../../files/operations'
import type { EngineWarning } from '../../process/protocol'
import type { CacheStats } from '../embeddingTypes'
import type { Embedding } from './embedding'
import { DamagedEntryError, readEntry, writeEntry } from './entryFile'

const SUFFIX = '.emb'
const TEMPORARY = '.tmp'

export interface DiskCacheOptions {
  readonly folder: string
  /** 0 turns the cache off: nothing is read or written. */
  readonly limitBytes: number
  readonly onWarning?: (warning: EngineWarning) => void
}

/**
 * The embeddings on disk, one file each, least recently used first in `entries`. A cache may fail: reading gives
 * undefined, writing gives a warning, and neither throws. Another process may use the same folder.
 */
export class DiskCache {
  /** Told of every entry that left because of the limit or because it was damaged. */
  onEvict: (key: string) => void = () => undefined

  private readonly entries = new Map<string, number>()
  private bytes = 0
  private failing = false
  private writing: Promise<void> = Promise.resolve()

  private constructor(private readonly options: DiskCacheOptions) {}

  /** Makes the folder and takes stock of it. */
  static async open(options: DiskCacheOptions): Promise<DiskCache> {
    const cache = new DiskCache(options)
    if (options.limitBytes > 0) {
      try {
        await cache.scan()
        await cache.evict()
      } catch (error) {
        cache.warn(error)
      }
    }
    return cache
  }

  has(key: string): boolean {
    return this.entries.has(key)
  }

  /** The entry, or undefined when there is none; a damaged one is removed. */
  async read(key: string): Promise<Embedding | undefined> {
    if (!this.entries.has(key)) return undefined
    const path = this.path(key)
    try {
      const embedding = await readEntry(path, key)
      this.touch(key)
      return embedding
    } catch (error) {
      await this.remove(key)
      if (error instanceof DamagedEntryError) {
        const message = `A cached embedding was damaged (${error.message}) and is made again`
        this.options.onWarning?.({ code: 'cache-entry-damaged', message })
      }
      return undefined
    }
  }

  /** Keeps an embedding; resolves when it is kept, or when that failed and a warning said so. */
  write(embedding: Embedding): Promise<void> {
    if (this.options.limitBytes > 0) this.writing = this.writing.then(() => this.writeNow(embedding))
    return this.writing
  }

  /** Waits for the writes that were begun. */
  flush(): Promise<void> {
    return this.writing
  }

  /** Forgets the entries whose files are gone, after the writes that were begun. */
  async rescan(): Promise<void> {
    await this.writing
    for (const key of this.entries.keys()) {
      if (!(await stat(this.path(key)).catch(() => undefined))) await this.remove(key)
    }
  }

  get stats(): CacheStats {
    return { entries: this.entries.size, bytes: this.bytes, limitBytes: this.options.limitBytes }
  }

  /** Written beside its place and renamed, so that nobody sees half of it. */
  private async writeNow(embedding: Embedding): Promise<void> {
    const { key } = embedding
    if (this.entries.has(key)) return
    const temporary = join(this.options.folder, `${key}.${randomBytes(6).toString('hex')}${TEMPORARY}`)
    try {
      await writeEntry(temporary, embedding)
      await rename(temporary, this.path(key))
      this.note(key, (await stat(this.path(key))).size)
      this.failing = false
      await this.evict()
    } catch (error) {
      await removeFile(temporary).catch(() => undefined)
      this.warn(error)
    }
  }

  private async scan(): Promise<void> {
    const { folder } = this.options
    await mkdir(folder, { recursive: true })
    const found: { key: string; size: number; time: number }[] = []
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const info = await stat(path).catch(() => undefined)
      if (!info) continue
      if (name.endsWith(SUFFIX)) {
        found.push({ key: name.slice(0, -SUFFIX.length), size: info.size, time: info.mtimeMs })
      } else if (name.endsWith(TEMPORARY) && Date.now() - info.mtimeMs > AN_HOUR) {
        await removeFile(path)
      }
    }
    found.sort((a, b) => a.time - b.time)
    for (const { key, size } of found) this.note(key, size)
  }

  private note(key: string, size: number): void {
    this.bytes += size - (this.entries.get(key) ?? 0)
    this.entries.delete(key)
    this.entries.set(key, size)
  }

  /** The modification time is the time of last use, which survives a restart (access times are often off). */
  private touch(key: string): void {
    this.note(key, this.entries.get(key) ?? 0)
    const now = new Date()
    utimes(this.path(key), now, now).catch(() => undefined)
  }

  private async evict(): Promise<void> {
    for (const key of this.entries.keys()) {
      if (this.bytes <= this.options.limitBytes) return
      await this.remove(key)
    }
  }

  private async remove(key: string): Promise<void> {
    this.bytes -= this.entries.get(key) ?? 0
    this.entries.delete(key)
    await removeFile(this.path(key)).catch(() => undefined)
    this.onEvict(key)
  }

  private path(key: string): string {
    return join(this.options.folder, key + SUFFIX)
  }

  /** Once for a row of failures: a full disk stays full for the next image too. */
  private warn(error: unknown): void {
    if (this.failing) return
    this.failing = true
    const message = `An embedding could not be kept on disk: ${error instanceof Error ? error.message : String(error)}`
    this.options.onWarning?.({ code: 'cache-write-failed', message, reason: reasonOf(error) })
  }
}

/** The system's code, for which the interface has words, or else what the error says. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : error instanceof Error ? error.message : String(error)
}

/** Leftovers of a write that was cut short; younger ones may belong to a running process. */
const AN_HOUR = 3_600_000
