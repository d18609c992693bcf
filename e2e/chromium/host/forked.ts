import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** Starts an entry of the built application as a Node process that takes itself for a utility process. */
export function forkUtility(
  root: string,
  entry: 'engine' | 'measure' | 'decoderProcess' | 'projectGuard'
): ChildProcess {
  return fork(join(root, 'out/main', `${entry}.js`), [], {
    execArgv: ['--import', new URL('./parentPort.js', import.meta.url).href],
    // As Electron's messages: with typed arrays.
    serialization: 'advanced'
  })
}
