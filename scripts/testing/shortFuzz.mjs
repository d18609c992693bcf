import { inRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { countRunner } from './counts.mjs'
import { freshReport } from './part.mjs'

/** The short form of `npm run fuzz`: the kept corpus, and the same few cases each time. */
export async function shortFuzz(part) {
  const file = await freshReport(part)
  const args = ['--seed', '1', '--cases', '400', '--minutes', '2.5', '--report', file]
  const code = await run(process.execPath, [inRoot('scripts/fuzz.mjs'), ...args])
  return countRunner(code, file, (counts) => counts)
}
