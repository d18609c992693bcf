import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { PredictionJson } from '../../src/cli/predict/predictionJson'

const program = `import { main } from './out/main/cli.js'; process.exitCode = await main(process.argv.slice(1))`

/** What the built command line says of an image: its best mask for a prompt. */
export async function predict(image: string, ...prompt: readonly string[]): Promise<PredictionJson> {
  const words = ['predict', image, ...prompt, '--json']
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program, '--', ...words])
  return JSON.parse(stdout) as PredictionJson
}
