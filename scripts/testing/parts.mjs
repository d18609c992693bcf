import { mkdir, rm } from 'node:fs/promises'
import { openDisplay } from '../lib/display.mjs'
import { step } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'
import { capture, run } from '../lib/run.mjs'
import { prepareBuild } from '../setup/build.mjs'
import { countCheck, countPlaywright, countRunner, countVitest } from './counts.mjs'

/** A check that only reads, and prints what it has to say when it has ended. */
const check = (name, command, ...args) => ({
  name,
  alone: false,
  async run() {
    const { code, stdout, stderr } = await capture(command, args)
    console.log(`\n── ${name}\n${stdout}${stderr}`.trimEnd())
    return countCheck(code)
  }
})

/** Tests, which print as they go and want the machine for themselves. */
const tests = (name, work) => ({
  name,
  alone: true,
  run() {
    console.log(`\n── ${name}`)
    return work()
  }
})

/**
 * The parts of the test run after the set-up. Each gives its counts, or throws where it cannot run. Those that need not
 * be alone may run side by side; the others follow in order.
 * @type {{ name: string, alone: boolean, run: () => Promise<import('./counts.mjs').Counts> }[]}
 */
export const parts = [
  check('types', process.execPath, inRoot('scripts/types.mjs')),
  check('lint', 'eslint', '--max-warnings', '0', '.'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  tests('unit', unitTests),
  tests('e2e', endToEndTests)
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
