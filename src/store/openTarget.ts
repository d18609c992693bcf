import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { isSystemName } from '@shared/files/systemNames'
import { ProblemError } from '@shared/schema/problem'
import { folderProblem } from './fileErrors'
import { isImageName } from './scan/scan'

/** The folder to open, and the image in it that was asked for. */
export interface OpenTarget {
  /** A real path. */
  readonly root: string
  /** A file name in it, or null. */
  readonly image: string | null
}

/**
 * What opening a path means: a folder is opened; an image opens its folder with that image current.
 * @throws ProblemError 'folder-missing' or 'folder-unreadable'
 */
export async function openTarget(path: string): Promise<OpenTarget> {
  const full = resolve(path)
  try {
    if ((await stat(full)).isDirectory()) return { root: await realpath(full), image: null }
    if (isImageName(full) && !isSystemName(basename(full)))
      return { root: await realpath(dirname(full)), image: basename(full) }
  } catch (error) {
    throw folderProblem(full, error)
  }
  const reason = 'it is a file, and no image'
  throw new ProblemError('folder-unreadable', `${full} cannot be opened: ${reason}.`, {
    folder: full,
    reason
  })
}
