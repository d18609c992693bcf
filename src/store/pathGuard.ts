import { realpath } from 'node:fs/promises'
import path, { join } from 'node:path'
import { isBelow, isPlainPath } from '@shared/files/pathRules'
import { ProblemError } from '@shared/schema/problem'
import { errorCode } from './fileErrors'

/** Whether `target` lies inside `root`; both must be absolute and resolved. */
export function isInside(root: string, target: string): boolean {
  return isBelow(root, target, path)
}

function outside(relPath: string): ProblemError {
  return new ProblemError('image-outside', `"${relPath}" leads outside of the opened folder.`, {
    file: relPath
  })
}

/**
 * The absolute path of a file below `root`, which must be a real path. What leads outside, by its name or through
 * a symbolic link, is refused.
 */
export async function resolveInside(root: string, relPath: string): Promise<string> {
  if (!isPlainPath(relPath, path)) throw outside(relPath)
  const target = join(root, relPath)
  if (!isInside(root, target)) throw outside(relPath)
  const real = await realpath(target).catch((error: unknown) => {
    throw unreachable(relPath, error)
  })
  if (!isInside(root, real)) throw outside(relPath)
  return real
}

/** A file that is gone, or one that the system refuses to look at. */
function unreachable(relPath: string, error: unknown): ProblemError {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const message = `"${relPath}" is no longer in the folder.`
    return new ProblemError('image-missing', message, { file: relPath }, { cause: error })
  }
  const message = `"${relPath}" cannot be read (${code}).`
  return new ProblemError('image-unreadable', message, { file: relPath, reason: code }, { cause: error })
}
