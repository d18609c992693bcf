/** Where the command line writes: results to `out`, everything else to `error`. */
export interface Console {
  out(line: string): void
  error(line: string): void
  /** Whether output goes to a terminal, so that a progress bar makes sense. */
  readonly interactive: boolean
}

/** The streams of this process. */
export const processConsole: Console = {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
  interactive: process.stderr.isTTY
}
