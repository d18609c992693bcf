import { basename } from 'node:path'
import { ProblemError } from '@shared/schema/problem'

/** A file of a model is gone. */
export function modelMissing(path: string): ProblemError {
  const file = basename(path)
  return new ProblemError('model-missing', `The model file ${path} is missing`, { file })
}

/** A file of a model is not the one that was added. */
export function modelAltered(path: string): ProblemError {
  const file = basename(path)
  return new ProblemError('model-altered', `The model file ${path} was altered`, { file })
}

/** The disk is full, or what else the system says about a file. */
export function storeProblem(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError('disk-full', `No space is left for ${file}`, { file }, { cause: error })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new ProblemError(
      'destination-unwritable',
      `${file} cannot be written`,
      { folder: file, reason: code },
      { cause: error }
    )
  }
  return error
}
