import { ProblemError } from '@shared/schema/problem'
import { errorCode } from './errorCode'

/** Says why a folder cannot be read. */
export function folderProblem(folder: string, error: unknown): ProblemError {
  const reason = errorCode(error)
  if (reason === 'ENOENT') {
    return new ProblemError(
      'folder-missing',
      `The folder ${folder} is not there.`,
      { folder },
      { cause: error }
    )
  }
  const message = `The folder ${folder} cannot be read (${reason}).`
  return new ProblemError('folder-unreadable', message, { folder, reason }, { cause: error })
}
