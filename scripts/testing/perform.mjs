import { say } from '../lib/log.mjs'
import { countFailure } from './counts.mjs'
import { writeRunRecord } from './runRecord.mjs'

/**
 * Runs one part and records what it came to; whatever stops it from running counts as one failure.
 * @param {Pick<import('./part.mjs').Part, 'name' | 'run' | 'runtime'>} part
 * @returns {Promise<import('./counts.mjs').Counts & { name: string, seconds: number }>}
 */
export async function perform({ name, run, runtime }) {
  const since = performance.now()
  const counts = await run().catch((error) => {
    say(error.name === 'SetupError' ? error.message : error.stack)
    return countFailure('it could not run')
  })
  const result = { name, seconds: (performance.now() - since) / 1000, ...counts }
  await writeRunRecord(name, result, runtime).catch((error) => say(`${name}: no record: ${error.message}`))
  return result
}
