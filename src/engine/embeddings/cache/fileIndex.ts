import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { rename } from '../../../files/operations'

/** What tells whether a file is still the one that was hashed. */
export interface FileSignature {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

const NAME = 'files.json'
const MOST = 50_000
const SAVE_AFTER_MS = 5000
const schema = z.object({ version: z.literal(1), files: z.array(z.tuple([z.string(), z.string()])) })

/**
 * Content hashes by path, size and time, kept beside the disk cache: so that a folder of thousands of images can
 * show which are ready without reading one of them. Losing it costs time only, so its errors are silent.
 */
export class FileIndex {
  private files = new Map<string, string>()
  private changed = false
  private timer: NodeJS.Timeout | undefined

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<FileIndex> {
    const index = new FileIndex(folder)
    try {
      const { files } = schema.parse(JSON.parse(await readFile(join(folder, NAME), 'utf8')))
      index.files = new Map(files)
    } catch {
      // Absent, of another version or damaged: begin anew.
    }
    return index
  }

  get(file: FileSignature): string | undefined {
    return this.files.get(signatureKey(file))
  }

  set(file: FileSignature, contentHash: string): void {
    const key = signatureKey(file)
    this.files.delete(key)
    this.files.set(key, contentHash)
    for (const oldest of this.files.keys()) {
      if (this.files.size <= MOST) break
      this.files.delete(oldest)
    }
    this.changed = true
    this.timer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS).unref()
  }

  /** Forgets all files; what is seen from now on is kept again. */
  clear(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.changed = false
    this.files.clear()
  }

  /** Writes the index if it changed: atomically, and without complaint when it cannot. */
  async save(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.changed) return
    this.changed = false
    const path = join(this.folder, NAME)
    try {
      await writeFile(`${path}.${process.pid}`, JSON.stringify({ version: 1, files: [...this.files] }))
      await rename(`${path}.${process.pid}`, path)
    } catch {
      this.changed = true
    }
  }
}

function signatureKey({ path, size, mtimeMs }: FileSignature): string {
  return `${size}|${mtimeMs}|${path}`
}
