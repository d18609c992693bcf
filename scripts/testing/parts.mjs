import { mkdir, rm } from 'node:fs/promises'
import { openDisplay } from '../lib/display.mjs'
import { step } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { prepareBuild } from '../setup/build.mjs'
import { countCheck, countPlaywright, countRunner, countVitest } from './counts.mjs'

const check =
  (command, ...args) =>
  async () =>
    countCheck(await run(command, args))

/**
 * The parts of the test run after the set-up, in order. Each gives its counts, or throws where it cannot run.
 * @type {{ name: string, run: () => Promise<import('./counts.mjs').Counts> }[]}
 */
export const parts = [
  { name: 'types', run: check(process.execPath, inRoot('scripts/types.mjs')) },
  { name: 'lint', run: check('eslint', '--max-warnings', '0', '.') },
  { name: 'format', run: check('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'unit', run: unitTests },
  { name: 'e2e', run: endToEndTests }
]

async function unitTests() {
  const file = await freshReport('vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return countRunner(await run('vitest', ['run', ...reporters]), file, countVitest)
}

async function endToEndTests() {
  await step('build', prepareBuild)
  const file = await freshReport('playwright.json')
  const display = await openDisplay()
  try {
    const env = { ...display.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
    return await countRunner(await run('playwright', ['test'], { env }), file, countPlaywright)
  } finally {
    display.close()
  }
}

/** Where a report goes; an older one is removed, so that it is never taken for this run's. */
async function freshReport(name) {
  const file = inRoot('test-results', name)
  await mkdir(inRoot('test-results'), { recursive: true })
  await rm(file, { force: true })
  return file
}
