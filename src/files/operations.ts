import fs from 'node:fs'
import fsPromises from 'node:fs/promises'
import { retryWhileHeld, retryWhileHeldSync } from './retry'

// Use these instead of node:fs for files of the user: they wait on Windows for programs that hold a file for a moment.

/** Renames a file or folder; a file takes the place of an existing one. */
export function rename(from: string, to: string): Promise<void> {
  return retryWhileHeld(() => fsPromises.rename(from, to))
}

/**
 * Renames a file or folder to a name that must be free.
 * @throws an error with the code 'EEXIST', at once, where the name is taken by then
 */
export function renameToFree(from: string, to: string): Promise<void> {
  return retryWhileHeld(async () => {
    try {
      await fsPromises.rename(from, to)
    } catch (error) {
      if (!fs.existsSync(to)) throw error
      throw Object.assign(new Error(`${to} exists`, { cause: error }), { code: 'EEXIST' })
    }
  })
}

/** Renames a file or folder, synchronously. */
export function renameSync(from: string, to: string): void {
  retryWhileHeldSync(() => {
    fs.renameSync(from, to)
  })
}

/** Removes a file, if there is one. */
export function removeFile(path: string): Promise<void> {
  return retryWhileHeld(() => fsPromises.rm(path, { force: true }))
}

/** Removes a folder with everything in it, if there is one. */
export function removeFolder(path: string): Promise<void> {
  return retryWhileHeld(() => fsPromises.rm(path, { recursive: true, force: true }))
}
