import { ProblemError } from '@shared/schema/problem'

/** What a failed file operation at the destination means to the user; other errors come back as they are. */
export function asProblem(error: unknown, destination: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined || error instanceof ProblemError) return error
  const options = { cause: error }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError('disk-full', `The disk is full: ${destination}`, { file: destination }, options)
  }
  const message = `The folder ${destination} cannot be written: ${code}`
  return new ProblemError('destination-unwritable', message, { folder: destination, reason: code }, options)
}
