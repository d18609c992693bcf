/** Wrong use of the command line: told on stderr with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
