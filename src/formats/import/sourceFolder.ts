import { closeSync, createReadStream, fstatSync, openSync, readSync, type Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import path, { basename, dirname, join } from 'node:path'
import { assertRange } from '@shared/bytes/range'
import { NameMap } from '@shared/files/nameMap'
import { isBelow } from '@shared/files/pathRules'
import { isSystemName } from '@shared/files/systemNames'
import { ProblemError } from '@shared/schema/problem'
import type { CooperativeYielder } from '../cooperativeYielder'
import type { SourceFiles } from './reader'

/** A folder with more files than this is not gone through to its end. */
const MOST_FILES = 2_000_000
/** Files that are kept open for reading from any place. */
const MOST_OPEN = 8
/** Files whose neighbours belong to them: a list of images, or what describes a YOLO dataset. */
const WITH_NEIGHBOURS = /\.(?:ya?ml|txt)$/i

/**
 * The files of a dataset on disk: those below the chosen folder, or the chosen file. Nothing else can be named.
 * Names that are hidden or a system's are passed over; links are followed as long as they stay inside.
 */
export class SourceFolder implements SourceFiles {
  private readonly known: NameMap<string>
  private readonly open = new Map<string, number>()

  private constructor(
    private readonly root: string,
    readonly paths: readonly string[],
    readonly chosen: string | null
  ) {
    this.known = new NameMap(paths.map((path) => [path, path]))
  }

  /** @throws ProblemError 'folder-missing', 'folder-unreadable' or 'cancelled' */
  static async at(path: string, pacer: CooperativeYielder): Promise<SourceFolder> {
    try {
      const real = await realpath(path)
      if ((await stat(real)).isDirectory()) return new SourceFolder(real, await filesBelow(real, pacer), null)
      const root = dirname(real)
      const chosen = basename(real)
      const paths = WITH_NEIGHBOURS.test(chosen) ? await filesBelow(root, pacer) : [chosen]
      return new SourceFolder(root, paths, chosen)
    } catch (error) {
      throw folderProblem(path, error)
    }
  }

  has(path: string): boolean {
    return this.known.has(path)
  }

  find(path: string): string | null {
    return this.known.get(path) ?? null
  }

  /** The absolute path of a file of the dataset. @throws RangeError for one that is not in the list */
  locate(path: string): string {
    if (!this.known.has(path)) throw new RangeError(`The dataset has no file ${path}`)
    return join(this.root, path)
  }

  // Rejects instead of throwing, as callers of something asynchronous expect.
  // eslint-disable-next-line @typescript-eslint/require-await
  async size(path: string): Promise<number> {
    return fstatSync(this.handle(path)).size
  }

  /** Reads at once: for the many small pieces of a large file, waiting would take longer than reading. */
  // eslint-disable-next-line @typescript-eslint/require-await
  async slice(path: string, start: number, end: number): Promise<Uint8Array> {
    const handle = this.handle(path)
    const { size } = fstatSync(handle)
    assertRange(start, end - start, size, () => new RangeError(`${path} has ${size} bytes`))
    const bytes = Buffer.allocUnsafe(end - start)
    let done = 0
    while (done < bytes.length) {
      const read = readSync(handle, bytes, done, bytes.length - done, start + done)
      if (read === 0) throw new RangeError(`${path} has become shorter`)
      done += read
    }
    return bytes
  }

  async *chunks(path: string): AsyncGenerator<Uint8Array> {
    const stream = createReadStream(this.locate(path), { highWaterMark: 1 << 20 })
    for await (const chunk of stream) yield chunk as Uint8Array
  }

  /** Lets go of the files. */
  close(): void {
    for (const handle of this.open.values()) closeSync(handle)
    this.open.clear()
  }

  private handle(path: string): number {
    const known = this.open.get(path)
    if (known !== undefined) return known
    const handle = openSync(this.locate(path), 'r')
    const [oldest] = this.open
    if (oldest && this.open.size >= MOST_OPEN) {
      closeSync(oldest[1])
      this.open.delete(oldest[0])
    }
    this.open.set(path, handle)
    return handle
  }
}

/** All files below a folder, sorted. */
async function filesBelow(root: string, pacer: CooperativeYielder): Promise<string[]> {
  const found: string[] = []
  const visited = new Set([root])
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await pacer.breathe()
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
      if (folder === '') throw error
      return []
    })
    for (const entry of entries) {
      if (isSystemName(entry.name)) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const kind = await kindOf(root, path, entry, visited)
      if (kind === 'folder') folders.push(path)
      else if (kind === 'file') found.push(path)
    }
    if (found.length > MOST_FILES) break
  }
  return found.sort()
}

/** What an entry is, behind its links; null for what leads outside, or to a folder that was met already. */
async function kindOf(
  root: string,
  name: string,
  entry: Dirent,
  visited: Set<string>
): Promise<'file' | 'folder' | null> {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  if (!entry.isSymbolicLink()) return null
  try {
    const real = await realpath(join(root, name))
    if (!isBelow(root, real, path)) return null
    const target = await stat(real)
    if (target.isFile()) return 'file'
    if (!target.isDirectory() || visited.has(real)) return null
    visited.add(real)
    return 'folder'
  } catch {
    return null
  }
}

function folderProblem(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined) return error
  const options = { cause: error }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ProblemError('folder-missing', `${path} does not exist.`, { folder: path }, options)
  }
  const message = `${path} cannot be read (${code}).`
  return new ProblemError('folder-unreadable', message, { folder: path, reason: code }, options)
}
