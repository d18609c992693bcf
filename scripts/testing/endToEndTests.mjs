import { openDisplay } from '../lib/display.mjs'
import { step } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { prepareBuild } from '../setup/build.mjs'
import { currentMajor, environmentOf } from '../setup/nodes.mjs'
import { countPlaywright, countRunner } from './counts.mjs'
import { newestMajor, nodeOf } from './nodes.mjs'
import { freshReport } from './part.mjs'
import { isRoot, runUnprivileged } from './unprivileged.mjs'

/** The killed application runs Electron's own Node, as it does in the other part, where it is killed more often. */
const FEW_KILLS = { MASKWRIGHT_KILL_ROUNDS: '5' }

/** The end-to-end tests on the application. */
export const endToEndTests = (part) => playwright(part)

/**
 * The tests of safety with the newest Node. The application's own process runs Electron's; this is about the test runner
 * and the command line.
 */
export const safetyTests = (part) =>
  playwright(part, { major: newestMajor, tag: '@safety', extra: FEW_KILLS })

/** The smoke tests as an ordinary user meets them: Chromium's sandbox is on, and the screen has a density of 2. */
export async function smokeTests(part) {
  await step('build', prepareBuild)
  const file = await freshReport(part)
  const display = await openDisplay({ density: 2 })
  const env = { ...display.env, MASKWRIGHT_TEST_DENSITY: '2', PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  try {
    const code = isRoot()
      ? await runUnprivileged(playwrightArguments(part, '@smoke'), env, inRoot('test-results'))
      : await run(process.execPath, playwrightArguments(part, '@smoke'), { env })
    return await countRunner(code, file, countPlaywright)
  } finally {
    display.close()
  }
}

async function playwright(part, { major = currentMajor, tag, extra = {} } = {}) {
  const node = await nodeOf(major)
  await step('build', prepareBuild)
  const file = await freshReport(part)
  const display = await openDisplay()
  try {
    const env = { ...environmentOf(node), ...display.env, ...extra, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
    return await countRunner(await run(node, playwrightArguments(part, tag), { env }), file, countPlaywright)
  } finally {
    display.close()
  }
}

/** Playwright's arguments: all tests or those with a tag, with a folder of its own for what failures leave. */
const playwrightArguments = (part, tag) => [
  'node_modules/@playwright/test/cli.js',
  'test',
  ...['--output', `test-results/${part}`],
  ...(tag ? ['--grep', tag] : [])
]
