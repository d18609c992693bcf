/** Exit codes: 0 success, 1 failure, 2 usage error. */
export type ExitCode = 0 | 1 | 2
