/** A usage error of the command line: printed to stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
