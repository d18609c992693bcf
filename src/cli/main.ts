import '../engine/runtime/telemetry'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { processConsole } from './console'
import { runProgram } from './program'

// The command and the library share one built file: workers are loaded relative to it.
export { Predictor } from '../library/predictor'

/** The `maskwright` command. `argv` are the arguments after its name. Returns the exit code. */
export function main(argv: readonly string[]): Promise<number> {
  return runProgram(argv, packageVersion(), processConsole)
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : ''
}
