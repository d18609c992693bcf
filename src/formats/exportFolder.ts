import { constants } from 'node:fs'
import {
  access,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  rmdir,
  stat,
  symlink,
  writeFile
} from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { nanoid } from 'nanoid'
import { removeFile, removeFolder, renameToFree } from '../files/operations'
import { asProblem } from './fileProblem'
import { ownPrefix, removeStaleExports } from './staleExports'

/**
 * A new dataset while it is written, and the only place in this folder that touches files. It grows in a temporary
 * folder inside the destination and gets its name at the end, in one step. What is in the destination is never
 * changed: a name that is taken is left alone and the next free one is used.
 */
export class ExportFolder {
  private readonly made = new Set<string>()

  private constructor(
    private readonly destination: string,
    /** The outermost folder that had to be made for the destination to exist. */
    private readonly madeFor: string | undefined,
    private readonly path: string
  ) {}

  /** @throws ProblemError 'destination-unwritable' or 'disk-full' */
  static async create(wanted: string): Promise<ExportFolder> {
    const destination = resolve(wanted)
    let madeFor: string | undefined
    try {
      madeFor = await mkdir(destination, { recursive: true })
      await removeStaleExports(destination)
      // Not by mkdtemp, whose folders only their owner may read.
      const path = join(destination, `${ownPrefix}${nanoid(12)}`)
      await mkdir(path)
      return new ExportFolder(destination, madeFor, path)
    } catch (error) {
      await removeEmpty(destination, madeFor)
      throw asProblem(error, destination)
    }
  }

  /** Makes a folder, with those around it. */
  async makeFolder(name: string): Promise<void> {
    if (this.made.has(name)) return
    await this.guard(() => mkdir(join(this.path, name), { recursive: true }))
    this.made.add(name)
  }

  /** Writes a whole file. */
  writeText(name: string, text: string): Promise<void> {
    return this.writeBytes(name, Buffer.from(text))
  }

  /** Writes a whole file of bytes. */
  async writeBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.makeFolder(dirname(name))
    await this.guard(() => writeFile(join(this.path, name), bytes, { flag: 'wx' }))
  }

  /** Reads a whole file. */
  readText(name: string): Promise<string> {
    return this.guard(() => readFile(join(this.path, name), 'utf8'))
  }

  /** Reads the bytes of a whole file. */
  readBytes(name: string): Promise<Uint8Array> {
    return this.guard(() => readFile(join(this.path, name)))
  }

  /** Reads a file piece by piece. */
  async *readChunks(name: string): AsyncGenerator<Uint8Array> {
    const file = await this.guard(() => open(join(this.path, name)))
    try {
      const stream = file.createReadStream({ highWaterMark: 1 << 18, autoClose: false })
      for await (const chunk of stream) yield chunk as Uint8Array
    } finally {
      await file.close()
    }
  }

  /** A new file to be written piece by piece. */
  async open(name: string): Promise<GrowingFile> {
    await this.makeFolder(dirname(name))
    const handle = await this.guard(() => open(join(this.path, name), 'wx+'))
    return new GrowingFile(handle, (work) => this.guard(work))
  }

  /**
   * Copies a file in, or makes a link to it where the disk knows such; false when the source is missing or cannot be
   * read.
   */
  async copyIn(source: string, name: string, asLink = false): Promise<boolean> {
    if (!(await isReadable(source))) return false
    await this.makeFolder(dirname(name))
    const copy = join(this.path, name)
    try {
      if (asLink && (await linked(source, copy))) return true
      await copyFile(source, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    } catch (error) {
      // Gone in between is gone too.
      if (await isReadable(source)) throw asProblem(error, this.destination)
      await removeFile(copy)
      return false
    }
    return true
  }

  /** Gives the whole dataset its name, or the next free one (`name-2`, …), and says where it lies. */
  async commit(name: string): Promise<string> {
    for (let n = 1; ; n++) {
      const path = join(this.destination, n === 1 ? name : `${name}-${n}`)
      if (await exists(path)) continue
      try {
        await this.guard(() => renameToFree(this.path, path))
        return path
      } catch (error) {
        // Somebody took the name in between.
        if (!(await exists(path)) || !(await exists(this.path))) throw error
      }
    }
  }

  /** Takes everything back, so that the destination is as it was. */
  async discard(): Promise<void> {
    await removeFolder(this.path)
    await removeEmpty(this.destination, this.madeFor)
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw asProblem(error, this.destination)
    }
  }
}

/** A file that grows at its end and can be read back from any place. */
export class GrowingFile {
  private length = 0

  constructor(
    private readonly handle: FileHandle,
    private readonly guard: <T>(work: () => Promise<T>) => Promise<T>
  ) {}

  /** Bytes written so far. */
  get size(): number {
    return this.length
  }

  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    let done = 0
    while (done < bytes.length) {
      const at = done
      const { bytesWritten } = await this.guard(() =>
        this.handle.write(bytes, at, bytes.length - at, this.length)
      )
      done += bytesWritten
      this.length += bytesWritten
    }
  }

  /** The text from a byte to the end. */
  async readFrom(start: number): Promise<string> {
    const bytes = Buffer.alloc(this.length - start)
    let done = 0
    while (done < bytes.length) {
      const at = done
      const { bytesRead } = await this.guard(() => this.handle.read(bytes, at, bytes.length - at, start + at))
      if (bytesRead === 0) break
      done += bytesRead
    }
    return bytes.toString('utf8', 0, done)
  }

  async close(): Promise<void> {
    await this.guard(() => this.handle.close())
  }
}

/** Makes a link: a hard one, or a symbolic one to another disk. False where there are none. */
async function linked(source: string, target: string): Promise<boolean> {
  for (const make of [link, symlink]) {
    const made = await make(source, target).then(
      () => true,
      () => false
    )
    if (made) return true
  }
  return false
}

/** Whether it is a file that may be read. */
async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false
  )
}

/** Removes the folders that were made, from the innermost out, as long as they are empty. */
async function removeEmpty(innermost: string, outermost: string | undefined): Promise<void> {
  if (outermost === undefined) return
  for (let path = innermost; path.length >= outermost.length; path = dirname(path)) {
    const removed = await rmdir(path).then(
      () => true,
      () => false
    )
    if (!removed) return
  }
}
