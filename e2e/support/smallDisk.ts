import { execFile } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A disk of a few megabytes, which tests fill. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves no room on it. */
  fill(): Promise<void>
  /** Makes room again. */
  free(): Promise<void>
  remove(): Promise<void>
}

/** Mounts one, or says that this is not permitted here: it takes Linux and its root. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  await mkdir(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch {
    return null
  }
  const ballast = join(folder, 'ballast.bin')
  return {
    folder,
    fill: () => writeUntilFull(ballast),
    free: () => rm(ballast),
    // Lazily, since a process that is ending may still have a file open.
    remove: async () => {
      await run('umount', ['-l', folder])
    }
  }
}

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    for (const size of [1024 * 1024, 4096, 1]) await appendWhilePossible(file, Buffer.alloc(size))
  } finally {
    await file.close()
  }
}

async function appendWhilePossible(file: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<void> {
  try {
    for (;;) await file.writeFile(bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
