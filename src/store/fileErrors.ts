import { ProblemError } from '@shared/schema/problem'

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

/** The system's code of a failed file operation, such as ENOENT, or the message when it has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}
