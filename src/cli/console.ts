/** Where the command line writes: results to `out`, everything else to `error`. */
export interface Console {
  out(line: string): void
  error(line: string): void
  /** Whether somebody watches, so that a progress bar makes sense. */
  readonly interactive: boolean
}

/** The process's own streams. */
export const processConsole: Console = {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
  interactive: process.stderr.isTTY
}
