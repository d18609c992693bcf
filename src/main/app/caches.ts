import { lstat, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CacheSize, CacheSizes } from '@shared/ipc/views'
import { ProblemError } from '@shared/schema/problem'
import type { JobWork } from '../../jobs/jobs'

/** What the caches write: embeddings, the list of hashed files, thumbnails, and drafts of all three. */
const cacheFile = /\.(emb|jpg|tmp)$|^files\.json(\.\d+)?$/

export interface CachesOptions {
  /** Folder of the embeddings. */
  readonly embeddings: string
  readonly thumbnails: string
  /** Called when files were deleted, so that nobody goes on counting on them. */
  readonly cleared: () => Promise<void>
}

interface FoundFile {
  readonly path: string
  readonly bytes: number
}

/** The files that make the application faster and can be deleted at any time: embeddings and thumbnails. */
export class Caches {
  constructor(private readonly options: CachesOptions) {}

  /** How much room they take. A folder that is not there takes none. */
  async sizes(): Promise<CacheSizes> {
    const [embeddings, thumbnails] = await Promise.all([this.find('embeddings'), this.find('thumbnails')])
    return { embeddings: sizeOf(embeddings), thumbnails: sizeOf(thumbnails) }
  }

  /**
   * Deletes them all, the others too where one cannot be deleted; projects that are open go on.
   * @throws ProblemError cache-clear-failed naming the first file that is still there; cancelled
   */
  clear: JobWork<'clear-caches'> = async (signal, report) => {
    const files = [...(await this.find('embeddings')), ...(await this.find('thumbnails'))]
    let deleted: CacheSize = { files: 0, bytes: 0 }
    let failure: ProblemError | undefined
    const tell = (done: number): void => report({ phase: 'deleting', done, total: files.length })
    try {
      for (const [done, { path, bytes }] of files.entries()) {
        if (done % 50 === 0) tell(done)
        signal.throwIfAborted()
        try {
          await rm(path, { force: true })
          deleted = { files: deleted.files + 1, bytes: deleted.bytes + bytes }
        } catch (error) {
          failure ??= notDeleted(path, error)
        }
      }
      tell(files.length)
    } finally {
      await this.options.cleared()
    }
    if (failure) throw failure
    return deleted
  }

  private async find(cache: 'embeddings' | 'thumbnails'): Promise<FoundFile[]> {
    const folder = this.options[cache]
    const found: FoundFile[] = []
    for (const name of await readdir(folder).catch(namesOfMissing)) {
      if (!cacheFile.test(name)) continue
      const path = join(folder, name)
      // A link is not ours, wherever it leads; a file may have gone meanwhile.
      const info = await lstat(path).catch(() => undefined)
      if (info?.isFile()) found.push({ path, bytes: info.size })
    }
    return found
  }
}

function sizeOf(files: readonly FoundFile[]): CacheSize {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
}

function namesOfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

function notDeleted(path: string, error: unknown): ProblemError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = code || (error instanceof Error ? error.message : String(error))
  return new ProblemError('cache-clear-failed', `${path} could not be deleted: ${reason}`, {
    ...{ file: basename(path), reason }
  })
}
