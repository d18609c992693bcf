import { createHash } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { removeFolder } from '../files/operations'

/** The name of a folder that is not whole yet begins with this. */
export const temporaryPrefix = '.maskwright-export-'

const DAY_MS = 24 * 60 * 60 * 1000

/** Tells machines apart that share a disk. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** How the temporary folder of an export of this process begins. */
export const ownPrefix = `${temporaryPrefix}${machine}-${process.pid}-`

/**
 * Removes what exports left that were killed: temporary folders whose process is gone, or that nobody has touched for
 * a day. What cannot be removed stays; it is in nobody's way.
 */
export async function removeStaleExports(destination: string, now = Date.now()): Promise<void> {
  for (const entry of await readdir(destination, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory() || !entry.name.startsWith(temporaryPrefix)) continue
    const path = join(destination, entry.name)
    if (await isStale(path, entry.name, now)) await removeFolder(path).catch(() => undefined)
  }
}

async function isStale(path: string, name: string, now: number): Promise<boolean> {
  const [, host, pid] = /^([0-9a-f]{8})-(\d+)-/.exec(name.slice(temporaryPrefix.length)) ?? []
  if (host === machine) return !isAlive(Number(pid))
  const touched = await lstat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => now
  )
  return now - touched > DAY_MS
}

/** Whether there is such a process on this machine, be it another user's. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
