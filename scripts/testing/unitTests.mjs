import { inRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { currentMajor, environmentOf, testedNodes } from '../setup/nodes.mjs'
import { countRunner, countVitest } from './counts.mjs'
import { newestMajor, nodeOf } from './nodes.mjs'
import { freshReport } from './part.mjs'

/** Minutes of networks that compute the same under each Node: once, under the Node that runs the tests. */
const LONGEST_TESTS = ['src/engine/segment/fidelity.test.ts']
/** Tests of many seconds in which networks run: under the oldest and the newest Node, but not under those between. */
const LONG_TESTS = [
  'src/engine/prompt/families/{families,engine}.test.ts',
  'src/engine/prompt/golden.test.ts',
  'src/engine/detect/autoAnnotate/lanes/*.test.ts',
  'src/main/app/{segmentFolder,annotateFolder}.test.ts',
  'src/main/proposals/*.test.ts',
  'src/cli/autoAnnotate/run.test.ts',
  'tests/cli/predict.test.ts'
]
const oldestMajor = Math.min(...testedNodes.map(({ major }) => major))

/** The unit tests, under this Node or another one; the window's, which run in Chromium, once. */
export async function unitTests(part, major = currentMajor) {
  const node = await nodeOf(major)
  const file = await freshReport(part)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const isBetween = major !== currentMajor && major !== oldestMajor && major !== newestMajor
  const isOther = major !== currentMajor
  const left = [...(isOther ? LONGEST_TESTS : []), ...(isBetween ? LONG_TESTS : [])]
  const choice = [...(isOther ? ['--project', 'node'] : []), ...left.flatMap((file) => ['--exclude', file])]
  const args = [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...choice]
  return countRunner(await run(node, args, { env: environmentOf(node) }), file, countVitest)
}
